import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RunRecord } from '@resnet/run-log';

/** The suite's commit and whether its tracked files are as committed; both `null` outside a git checkout. */
export const describeCommit = async (): Promise<Pick<RunRecord, 'commit' | 'clean'>> => {
  try {
    const commit = (await git('rev-parse', 'HEAD')).trim();
    const changes = await git('status', '--porcelain', '--untracked-files=no');
    return { commit, clean: changes === '' };
  } catch {
    return { commit: null, clean: null };
  }
};

const git = async (...words: readonly string[]): Promise<string> => {
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  return (await promisify(execFile)('git', words, { cwd })).stdout;
};
