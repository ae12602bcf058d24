import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { sha256 } from '@resnet/files';
import { findStaleBuild } from './find-stale-build.js';

const suite = temporaryFolder();
const source = 'export const rate = 0.1;\n';
const note = {
  fileNames: ['../../../node_modules/typescript/lib/lib.es5.d.ts', '../src/rate.ts', '../src/other.ts'],
  fileInfos: [{ version: sha256('another file') }, { version: sha256(source) }, sha256('')],
};

const write = async (folder: string, name: string, text: string) => {
  await mkdir(join(suite, folder), { recursive: true });
  await writeFile(join(suite, folder, name), text);
};
const writeNote = (change: object = {}) =>
  write('packages/training/dist', 'tsconfig.lib.tsbuildinfo', JSON.stringify({ ...note, ...change }));

beforeEach(async () => {
  await write('packages/training/src', 'rate.ts', source);
  await write('packages/training/src', 'other.ts', '');
  await writeNote();
});

describe('a build', () => {
  test('of the sources that are there is not stale', async () => {
    expect(await findStaleBuild(suite)).toBeNull();
  });

  test('is stale once a source is another, or gone', async () => {
    await write('packages/training/src', 'rate.ts', source.replace('0.1', '0.2'));
    expect(await findStaleBuild(suite)).toBe('packages/training');
    await rm(join(suite, 'packages/training/src/rate.ts'));
    expect(await findStaleBuild(suite)).toBe('packages/training');
  });

  test('is stale where tsc has only checked what changed', async () => {
    await writeNote({ affectedFilesPendingEmit: [[2, 17]] });
    expect(await findStaleBuild(suite)).toBe('packages/training');
  });

  test('is not looked at where tsc noted nothing, or in a form that is not known', async () => {
    await writeNote({ fileInfos: ['1', '2', '3'] });
    expect(await findStaleBuild(suite)).toBeNull();
    await writeNote({ fileNames: 3 });
    expect(await findStaleBuild(suite)).toBeNull();
    await rm(join(suite, 'packages'), { recursive: true });
    expect(await findStaleBuild(suite)).toBeNull();
  });
});
