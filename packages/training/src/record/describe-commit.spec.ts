import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { describeProvenance } from './describe-commit.js';

let root: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'commit-')));
});
afterEach(async () => {
  delete process.env.GIT_DIR;
  await rm(root, { recursive: true });
});

const git = (cwd: string, ...args: readonly string[]) => {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
  return execFileSync('git', [...identity, ...args], { cwd, encoding: 'utf8' }).trim();
};

const makeRepository = async (folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'file'), 'one');
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'first');
  return git(folder, 'rev-parse', 'HEAD');
};

describe('the commit of a suite', () => {
  test('is that of its checkout, clean or not', async () => {
    const commit = await makeRepository(root);
    expect(await describeProvenance(root)).toEqual({ commit, clean: true, problem: null, stale: null });
    await writeFile(join(root, 'file'), 'two');
    expect(await describeProvenance(root)).toEqual({ commit, clean: false, problem: null, stale: null });
  });

  test('is not clean where an older build of it runs', async () => {
    await mkdir(join(root, 'experiments/dist'), { recursive: true });
    const note = { fileNames: ['../src/index.ts'], fileInfos: ['0'.repeat(64)] };
    await writeFile(join(root, 'experiments/dist/tsconfig.lib.tsbuildinfo'), JSON.stringify(note));
    const commit = await makeRepository(root);
    const stale = expect.stringMatching(
      /^the build of experiments is older than its sources.*run `npm run build`$/,
    ) as unknown;
    expect(await describeProvenance(root)).toEqual({ commit, clean: false, problem: null, stale });
  });

  test('is not that of a repository around an exported copy', async () => {
    await makeRepository(root);
    const copy = join(root, 'copy');
    await mkdir(copy);
    const found = await describeProvenance(copy);
    expect(found).toEqual({ commit: null, clean: null, problem: `${copy} is no git checkout of its own`, stale: null });
  });

  test('is its own whatever GIT_DIR says', async () => {
    const [own, other] = [join(root, 'own'), join(root, 'other')];
    const commit = await makeRepository(own);
    await cp(own, other, { recursive: true });
    git(other, 'commit', '-q', '--allow-empty', '-m', 'second');
    process.env.GIT_DIR = join(other, '.git');
    expect(await describeProvenance(own)).toEqual({ commit, clean: true, problem: null, stale: null });
  });

  test('is unknown, in a sentence, outside a checkout', async () => {
    const found = await describeProvenance(root);
    expect(found).toEqual({ commit: null, clean: null, problem: `${root} is no git checkout`, stale: null });
  });
});
