import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { syntheticSet } from '../cifar10/synthetic-cifar10.fixture.js';
import { fetchFiles } from './fetch-files.js';
import { saveStream } from './save-stream.js';
import type { Source } from './source.js';

const onLinux = process.platform === 'linux' ? test : test.skip;

const cache = temporaryFolder();

async function* stream(end?: Error) {
  yield await Promise.resolve(Buffer.from('content'));
  if (end !== undefined) throw end;
}

onLinux('a full disk ends a fetch, with the name of the file: no other source is asked', async () => {
  const fetch = jest.fn<Source['fetch']>(() => saveStream(stream(), '/dev/full', () => undefined));
  const source: Source = { description: 'a server', fetch };
  await expect(fetchFiles(syntheticSet, [source, source], { cache })).rejects.toMatchObject({
    code: 'ENOSPC',
    path: '/dev/full',
  });
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('a connection that ends does not: each source is asked, and what to do is said', async () => {
  // As the client of the npm registry has it.
  const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
  const fetch = jest.fn<Source['fetch']>((folder) => saveStream(stream(reset), join(folder, 'file'), () => undefined));
  const source: Source = { description: 'a server', fetch };
  await expect(fetchFiles(syntheticSet, [source, source], { cache })).rejects.toThrow(
    'could not be fetched.\n- a server: read ECONNRESET\n- a server: read ECONNRESET\nRun `resnet data fetch',
  );
  expect(reset).not.toHaveProperty('path');
});
