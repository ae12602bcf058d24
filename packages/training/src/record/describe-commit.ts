import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Code } from '@resnet/run-log';
import { findStaleBuild } from './find-stale-build.js';

/** The suite's commit, or why there is none to be told. */
export interface Provenance extends Code {
  /** In a sentence; `null` where the commit is known. */
  readonly problem: string | null;
  /** That what runs was not built from the sources that are there, in a sentence; `null` where it was. */
  readonly stale: string | null;
}

const suite = resolve(fileURLToPath(new URL('../../../..', import.meta.url)));

/** Sources may run as they are, as in tests. */
const isBuilt = basename(fileURLToPath(new URL('..', import.meta.url))) === 'dist';

/**
 * The commit of a suite, and whether its tracked files are as committed and what runs was built from them. Only its own
 * repository is asked: not one around an exported copy, and not one that variables such as GIT_DIR name. Both are `null`
 * where there is none or git does not tell.
 */
export const describeProvenance = async (root: string = suite): Promise<Provenance> => {
  try {
    const top = (await git(root, 'rev-parse', '--show-toplevel')).trimEnd();
    if ((await realpath(top)) !== (await realpath(root))) return unknown(`${root} is no git checkout of its own`);
    const status = await git(root, 'status', '--porcelain=v2', '--branch', '--untracked-files=no');
    const commit = /^# branch\.oid ([0-9a-f]+)$/m.exec(status)?.[1] ?? null;
    if (commit === null) return unknown(`${root} has no commit yet`);
    const clean = status
      .trimEnd()
      .split('\n')
      .every((line) => line.startsWith('#'));
    const stale = root === suite && !isBuilt ? null : await findStaleBuild(root);
    if (stale === null) return { commit, clean, problem: null, stale };
    const sentence = `the build of ${stale} is older than its sources, and runs are recorded as not clean: run \`npm run build\``;
    return { commit, clean: false, problem: null, stale: sentence };
  } catch (error) {
    return unknown(reasonOf(error, root));
  }
};

/** What `run.json` says of it. */
export const describeCommit = async (): Promise<Code> => {
  const { commit, clean } = await describeProvenance();
  return { commit, clean };
};

const unknown = (problem: string): Provenance => ({ commit: null, clean: null, problem, stale: null });

/** Variables that tell git of another repository, index or work tree than the one it is in. */
const isGitVariable = (name: string): boolean => name.startsWith('GIT_');

const git = async (cwd: string, ...args: readonly string[]): Promise<string> => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !isGitVariable(name)));
  const { stdout } = await promisify(execFile)('git', args, { cwd, env });
  return stdout;
};

const reasonOf = (error: unknown, root: string): string => {
  const { code, stderr = '' } = error as NodeJS.ErrnoException & { readonly stderr?: string };
  if (code === 'ENOENT') return 'git is not installed';
  if (stderr.includes('not a git repository')) return `${root} is no git checkout`;
  const [first = 'it does not say why'] = stderr.trim().split('\n');
  const advice = stderr.includes('safe.directory') ? ` (git config --global --add safe.directory ${root})` : '';
  return `git does not tell the commit of ${root}: ${first.replace(/^fatal: /, '')}${advice}`;
};
