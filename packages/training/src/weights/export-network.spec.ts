import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { decodeSafetensors } from '../checkpoints/index.js';
import { InterruptedError } from '../errors.js';
import { trainRun } from '../run/train-run.js';
import { tinyData, tinyRun } from '../run/tiny-run.fixture.js';
import { imageMember } from '../evaluation/index.js';
import { exportNetwork } from './export-network.js';
import { importWeights } from './import-weights.js';
import { writeNetworkFolder } from './network-folder.js';

const root = temporaryFolder({ shared: true });
let finished: string;
let unfinished: string;
beforeAll(async () => {
  const run = tinyRun(root);
  const nesterov = { ...run, member: { ...run.member, name: 'tiny/nesterov' } };
  ({ folder: finished } = await trainRun(nesterov));
  const controller = new AbortController();
  const onProgress = ({ iteration }: { readonly iteration: number }) => {
    if (iteration === 10) controller.abort();
  };
  await trainRun({ ...run, seed: 2, signal: controller.signal, onProgress }).catch((error: unknown) => {
    if (!(error instanceof InterruptedError)) throw error;
    unfinished = error.folder;
  });
});
const before = process.cwd();
afterEach(() => process.chdir(before));

const metadataOf = async (file: string) => decodeSafetensors(await readFile(file), file).metadata;
const inputOf = async (file: string) => JSON.parse((await metadataOf(file)).input!) as Record<string, unknown>;
const loadData = () => Promise.resolve(tinyData);

test('a network is exported under its name and its seed, into the current folder, and never over a file', async () => {
  process.chdir(root);
  const { file, remarks } = await exportNetwork(finished);
  expect(file).toBe(join(root, 'tiny-nesterov-seed-1.safetensors'));
  expect(remarks).toEqual([
    'The file says only in words which mean is subtracted from images, since those of the run were not read here: the mean byte of each pixel and channel over the first 60 training images of cifar10.',
  ]);
  expect(await metadataOf(file)).not.toHaveProperty('unfinished');
  await expect(exportNetwork(finished)).rejects.toThrow(
    `${file} is there already: name another file with --out, or remove it first`,
  );
});

test('a network that is not trained to its end says so, in the file too', async () => {
  const file = join(root, 'to.safetensors');
  expect(await exportNetwork(unfinished, file, loadData)).toMatchObject({
    ...{ file, name: 'tiny' },
    remarks: ['It is not trained to its end: iteration 10 of 24.'],
  });
  expect(await metadataOf(file)).toMatchObject({ unfinished: 'iteration 10 of 24' });
});

test('a network is imported again as it was shown images, where the data of the run were there', async () => {
  const file = join(root, 'again.safetensors');
  await exportNetwork(finished, file, loadData);
  const { imported, parameters } = await importWeights({ file });
  const folder = join(root, 'again');
  await writeNetworkFolder(folder, imported, parameters);
  const [own, again] = [await imageMember(finished, tinyData), await imageMember(folder, tinyData)];
  expect(again.transform).toEqual(own.transform);
  expect(again.parameters).toEqual(own.parameters);
});

test('a network says in words what it is shown, where the data of the run were not there', async () => {
  const other = { ...tinyData, checksums: { 'noise.bin': 'def' } };
  const file = join(root, 'in-words.safetensors');
  await exportNetwork(finished, file, () => Promise.resolve(other));
  const { divisor } = await inputOf(join(root, 'again.safetensors'));
  expect(await inputOf(file)).toEqual({
    formula: expect.stringMatching(/^\(byte \* range \/ 255 - mean\) \/ divisor/) as unknown,
    range: 255,
    mean: 'the mean byte of each pixel and channel over the first 60 training images of cifar10',
    divisor,
  });
  await expect(importWeights({ file })).rejects.toThrow('expected to be told the mean and the divisor');
});
