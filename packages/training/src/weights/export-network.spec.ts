import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { decodeSafetensors } from '../checkpoints/index.js';
import { InterruptedError } from '../errors.js';
import { trainRun } from '../run/train-run.js';
import { tinyRun } from '../run/tiny-run.fixture.js';
import { exportNetwork } from './export-network.js';

let root: string;
let finished: string;
let unfinished: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'export-network-'));
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
afterAll(() => rm(root, { recursive: true }));

const metadataOf = async (file: string) => decodeSafetensors(await readFile(file), file).metadata;

test('a network is exported under its name and its seed, into the current folder, and never over a file', async () => {
  process.chdir(root);
  const { file, remarks } = await exportNetwork(finished);
  expect(file).toBe(join(root, 'tiny-nesterov-seed-1.safetensors'));
  expect(remarks).toEqual([]);
  expect(await metadataOf(file)).not.toHaveProperty('unfinished');
  await expect(exportNetwork(finished)).rejects.toThrow(
    `expected nothing named ${file}, found something: remove it, or export to another file with --out`,
  );
});

test('a network that is not trained to its end says so, in the file too', async () => {
  const file = join(root, 'to.safetensors');
  expect(await exportNetwork(unfinished, file)).toMatchObject({
    ...{ file, name: 'tiny' },
    remarks: ['It is not trained to its end: iteration 10 of 24.'],
  });
  expect(await metadataOf(file)).toMatchObject({ unfinished: 'iteration 10 of 24' });
});
