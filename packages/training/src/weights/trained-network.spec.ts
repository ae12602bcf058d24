import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { trainRun } from '../run/train-run.js';
import { tinyRun } from '../run/tiny-run.fixture.js';
import { readTrainedNetwork, type TrainedNetwork } from './trained-network.js';

const root = temporaryFolder({ shared: true });
/** A finished run without checkpoints, as it is committed. */
let folder: string;
let parameters: string;
let trained: TrainedNetwork;
let bytes: Buffer;
beforeAll(async () => {
  ({ folder } = await trainRun(tinyRun(root)));
  trained = await readTrainedNetwork(folder);
  bytes = await readFile(join(folder, 'checkpoint', 'parameters.safetensors'));
  for (const checkpoint of ['checkpoint', 'checkpoint.old']) {
    await rm(join(folder, checkpoint), { recursive: true, force: true });
  }
  parameters = join(folder, 'parameters.safetensors');
});
beforeEach(() => writeFile(parameters, bytes));

test('a committed run has the network of its last checkpoint', async () => {
  expect(await readTrainedNetwork(folder)).toEqual(trained);
});

test('a run without checkpoint and parameters is refused', async () => {
  await rm(parameters);
  await expect(readTrainedNetwork(folder)).rejects.toThrow(
    `expected a checkpoint or parameters.safetensors in ${folder}`,
  );
});

test('parameters of another iteration, and damaged ones, are refused by name', async () => {
  const other = bytes.toString('latin1').replace(/"iteration":"\d\d"/, '"iteration":"12"');
  await writeFile(parameters, other, 'latin1');
  await expect(readTrainedNetwork(folder)).rejects.toThrow(
    /parameters\.safetensors is damaged: expected iteration \d\d, found 12/,
  );
  await writeFile(parameters, bytes.subarray(0, 99));
  await expect(readTrainedNetwork(folder)).rejects.toThrow(/parameters\.safetensors/);
});

test('a run that is started over has none of its former parameters', async () => {
  await trainRun({ ...tinyRun(root), fresh: true });
  await expect(readFile(parameters)).rejects.toThrow('ENOENT');
});
