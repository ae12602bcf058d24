import { cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { readCheckpoint, recoverCheckpoint, removeCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.js';
import { initializeParameters } from './initialize-parameters.js';
import { tinyNetwork, tinyRecipe } from './tiny-run.fixture.js';
import { initialState } from './training-state.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checkpoint-'));
});
afterEach(() => rm(folder, { recursive: true }));

const program = flatten(tinyNetwork);
const checkpointAt = (iteration: number): Checkpoint => {
  const parameters = initializeParameters(program, tinyRecipe, iteration);
  const momentum = new Map([...parameters].filter(([path]) => !path.includes('running')));
  const interval = { iterations: 3, loss: 0.1 + 0.2, errors: 5 };
  return { state: { ...initialState(tinyRecipe), iteration, interval }, parameters, momentum };
};
const inFolder = (name: string) => join(folder, name);
const recoveredIteration = async () => {
  await recoverCheckpoint(folder);
  expect((await readdir(folder)).filter((name) => name !== 'checkpoint')).toEqual([]);
  return (await readCheckpoint(folder, program))?.state.iteration ?? null;
};
/** Leaves a checkpoint at 1 as `checkpoint` and one at 2 as `checkpoint.new`. */
const twoCheckpoints = async () => {
  await writeCheckpoint(folder, program, checkpointAt(2));
  await rename(inFolder('checkpoint'), inFolder('kept'));
  await writeCheckpoint(folder, program, checkpointAt(1));
  await rename(inFolder('kept'), inFolder('checkpoint.new'));
};

describe('a checkpoint', () => {
  test('is read back as it was written, sums to the last bit', async () => {
    await writeCheckpoint(folder, program, checkpointAt(1));
    await writeCheckpoint(folder, program, checkpointAt(2));
    expect(await readCheckpoint(folder, program)).toEqual(checkpointAt(2));
    expect((await readdir(inFolder('checkpoint'))).sort()).toEqual([
      'momentum.safetensors',
      'parameters.safetensors',
      'state.json',
    ]);
  });

  test('is none where none was written', async () => {
    expect(await recoveredIteration()).toBeNull();
  });

  test('that names another iteration than its state is refused', async () => {
    await twoCheckpoints();
    await cp(inFolder('checkpoint.new/momentum.safetensors'), inFolder('checkpoint/momentum.safetensors'));
    await expect(readCheckpoint(folder, program)).rejects.toThrow(
      'momentum.safetensors: expected iteration 1, found 2',
    );
  });

  test('of another network is refused', async () => {
    await writeCheckpoint(folder, program, checkpointAt(1));
    const other = {
      ...program,
      parameters: program.parameters.map((described) => ({ ...described, path: `other/${described.path}` })),
    };
    await expect(readCheckpoint(folder, other)).rejects.toThrow(
      'expected a parameter other/stem/conv1/weights, found none',
    );
  });
});

describe('after a crash there is one whole checkpoint', () => {
  test('the old one, while the new one is being written', async () => {
    await twoCheckpoints();
    await rm(inFolder('checkpoint.new/state.json'));
    expect(await recoveredIteration()).toBe(1);
  });

  test('the old one, before the swap', async () => {
    await twoCheckpoints();
    expect(await recoveredIteration()).toBe(1);
  });

  test('the new one, in the middle of the swap', async () => {
    await twoCheckpoints();
    await rename(inFolder('checkpoint'), inFolder('checkpoint.old'));
    expect(await recoveredIteration()).toBe(2);
  });

  test('the new one, after the swap', async () => {
    await twoCheckpoints();
    await rename(inFolder('checkpoint'), inFolder('checkpoint.old'));
    await rename(inFolder('checkpoint.new'), inFolder('checkpoint'));
    expect(await recoveredIteration()).toBe(2);
  });

  test('none, where the first was being written', async () => {
    await twoCheckpoints();
    await rm(inFolder('checkpoint'), { recursive: true });
    expect(await recoveredIteration()).toBeNull();
  });

  test('none, once it was removed', async () => {
    await twoCheckpoints();
    await removeCheckpoint(folder);
    expect(await readdir(folder)).toEqual([]);
  });
});
