import { beforeEach, expect, test } from '@jest/globals';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flatten, parameterSize } from '@resnet/engine';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { tinyNetwork } from '../run/tiny-run.fixture.js';
import type { ImportedNetwork } from './imported-network.js';
import { isNetworkFolder, readNetworkFolder, writeNetworkFolder } from './network-folder.js';

const parameters = new Map(
  flatten(tinyNetwork).parameters.map((parameter, at) => [
    parameter.path,
    new Float32Array(parameterSize(parameter)).fill(at),
  ]),
);

const imported: Omit<ImportedNetwork, 'parameters'> = {
  schemaVersion: 1,
  name: 'tiny',
  network: tinyNetwork,
  input: { size: 8, channelOrder: 'RGB', range: 1, mean: [0.5, 0.5, 0.5], divisor: [0.2, 0.2, 0.2] },
  source: { description: 'A test', package: null, files: { 'a.safetensors': 'ab' }, changes: [] },
  stated: [],
};

const parent = temporaryFolder();
let folder: string;
beforeEach(() => {
  folder = join(parent, 'networks', 'tiny');
});

test('an imported network is read as it was written, and nothing is left beside it', async () => {
  const written = await writeNetworkFolder(folder, imported, parameters);
  const read = await readNetworkFolder(folder);
  expect(read.imported).toEqual(written);
  expect(read.parameters).toEqual(parameters);
  expect(read.program).toEqual(flatten(tinyNetwork));
  expect(await readdir(join(parent, 'networks'))).toEqual(['tiny']);
  expect([await isNetworkFolder(folder), await isNetworkFolder(parent)]).toEqual([true, false]);
});

test('a network.json that cannot be looked at is an error, and is not taken for a missing one', async () => {
  // Root is never refused access; a link to itself fails for everyone.
  await symlink('network.json', join(parent, 'network.json'));
  await expect(isNetworkFolder(parent)).rejects.toMatchObject({ code: 'ELOOP' });
});

test('a folder that is there already is left as it is', async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'mine.txt'), 'mine');
  await expect(writeNetworkFolder(folder, imported, parameters)).rejects.toThrow(
    'is there already: name another folder with --out',
  );
  expect(await readdir(folder)).toEqual(['mine.txt']);
  expect(await readdir(join(parent, 'networks'))).toEqual(['tiny']);
});

test('parameters that are damaged or missing are an error that names them', async () => {
  await writeNetworkFolder(folder, imported, parameters);
  const file = join(folder, 'parameters.safetensors');
  const bytes = await readFile(file);
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(file, bytes);
  await expect(readNetworkFolder(folder)).rejects.toThrow(
    `${file} is damaged: its SHA-256 is not the one in network.json`,
  );
  await rm(file);
  await expect(readNetworkFolder(folder)).rejects.toThrow(
    'it is missing: remove the folder and import the network again',
  );
});

test.each([
  ['"convolution"', '"convolutoin"', 'line 24: expected one of "series", "sum", "convolution"'],
  ['"range": 1', '"range": 2', 'expected one of 1, 255 at input.range, found 2'],
  ['"schemaVersion": 1', '"schemaVersion": 9', 'line 2: expected one of 1 at schemaVersion, found 9'],
  ['{\n', '[\n', 'expected JSON'],
])('a network.json in which %s became %s is an error that names the place', async (was, is, message) => {
  await writeNetworkFolder(folder, imported, parameters);
  const file = join(folder, 'network.json');
  await writeFile(file, (await readFile(file, 'utf8')).replace(was, is));
  await expect(readNetworkFolder(folder)).rejects.toThrow(message);
  await expect(readNetworkFolder(folder)).rejects.toThrow(
    'Remove its folder and import the network again with `resnet import`',
  );
});
