import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { create } from 'tar';
import { startServer, type LoopbackServer } from '../fetch/loopback-server.fixture.js';
import { fetchImagenette, type PublicArchive } from './fetch-imagenette.js';
import { withPhotoSource } from './layouts/with-photo-source.js';
import { packPhotoSet } from './pack/pack-photo-set.js';
import { writeSyntheticPhotos } from './photo-set.fixture.js';

const parent = temporaryFolder();
const cache = join(parent, 'cache');
let content: Buffer;
let server: LoopbackServer;
let answer: (response: ServerResponse) => void;
let requests: number;
beforeEach(async () => {
  await writeSyntheticPhotos({ folder: join(parent, 'imagenette2-320'), train: 2, validation: 1 });
  await create({ file: join(parent, 'made.tgz'), cwd: parent, gzip: true }, ['imagenette2-320']);
  content = await readFile(join(parent, 'made.tgz'));
  requests = 0;
  answer = (response) => response.writeHead(200, { 'content-length': content.length }).end(content);
  server = await startServer((_, response) => {
    requests++;
    answer(response);
  });
});
afterEach(() => server.close());

const archive = (): PublicArchive => ({
  url: `${server.url}/imagenette2-320.tgz`,
  name: 'imagenette2-320.tgz',
  bytes: content.length,
  md5: createHash('md5').update(content).digest('hex'),
});

describe('the public archive of Imagenette', () => {
  test('is fetched, with progress, and can be packed', async () => {
    const received: number[] = [];
    const path = await fetchImagenette({
      cache,
      archive: archive(),
      onProgress: ({ receivedBytes }) => received.push(receivedBytes),
    });
    expect(received.at(-1)).toBe(content.length);
    const record = await withPhotoSource({ path, classes: null, temporary: cache }, (source) =>
      packPhotoSet({ name: 'small', folder: join(cache, 'small'), source }),
    );
    expect([record.splits.train?.count, record.splits.validation?.count]).toEqual([8, 4]);
    expect((await readdir(cache)).sort()).toEqual(['imagenette2-320.tgz', 'small']);
  });

  test('is fetched once', async () => {
    await fetchImagenette({ cache, archive: archive() });
    await fetchImagenette({ cache, archive: archive() });
    expect(requests).toBe(1);
  });

  const failures: [string, (response: ServerResponse) => void, string][] = [
    ['is not there', (response) => response.writeHead(403).end(), 'expected HTTP status 200, got 403'],
    ['is another file', (response) => response.end('<html>Sign in</html>'), 'expected MD5'],
    [
      'breaks off',
      (response) => {
        response.writeHead(200, { 'content-length': content.length });
        response.write(content.subarray(0, 1000), () => response.destroy());
      },
      'terminated',
    ],
    ['never answers', () => undefined, 'nothing received for 0.2 s'],
  ];
  test.each(failures)('leaves nothing and says what to do by hand where it %s', async (_, how, problem) => {
    answer = how;
    const failed = fetchImagenette({ cache, archive: archive(), patience: 200 });
    await expect(failed).rejects.toThrow(problem);
    await expect(failed).rejects.toThrow(`Imagenette could not be fetched: ${server.url}/imagenette2-320.tgz`);
    await expect(failed).rejects.toThrow('run `resnet data pack imagenette --from imagenette2-320.tgz`');
    expect(await readdir(cache)).toEqual([]);
  });
});
