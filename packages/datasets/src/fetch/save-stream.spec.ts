import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { syntheticSet } from '../cifar10/synthetic-cifar10.fixture.js';
import { fetchFiles } from './fetch-files.js';
import { saveStream } from './save-stream.js';
import type { Source } from './source.js';

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a full disk ends a fetch, with the name of the file: no other source is asked', async () => {
  const cache = await mkdtemp(join(tmpdir(), 'full-'));
  const fillsTheDisk = jest.fn<Source['fetch']>(async () => {
    async function* chunks() {
      yield await Promise.resolve(Buffer.from('content'));
    }
    await saveStream(chunks(), '/dev/full', () => undefined);
  });
  const source: Source = { description: 'a server', fetch: fillsTheDisk };
  await expect(fetchFiles(syntheticSet, [source, source], { cache })).rejects.toMatchObject({
    code: 'ENOSPC',
    path: '/dev/full',
  });
  expect(fillsTheDisk).toHaveBeenCalledTimes(1);
  await rm(cache, { recursive: true });
});
