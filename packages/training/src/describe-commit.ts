import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RunRecord } from '@resnet/run-log';

/** The suite's commit and whether its tracked files are as committed; both `null` outside a git checkout. */
export const describeCommit = async (): Promise<Pick<RunRecord, 'commit' | 'clean'>> => {
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  const status = ['status', '--porcelain=v2', '--branch', '--untracked-files=no'];
  try {
    const { stdout } = await promisify(execFile)('git', status, { cwd });
    const lines = stdout.trimEnd().split('\n');
    const commit = /^# branch\.oid ([0-9a-f]+)$/m.exec(stdout)?.[1] ?? null;
    return { commit, clean: lines.every((line) => line.startsWith('#')) };
  } catch {
    return { commit: null, clean: null };
  }
};
