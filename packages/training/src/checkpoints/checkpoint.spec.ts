import { cp, mkdir, readdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { encodeSafetensors } from './safetensors.js';
import {
  readCheckpoint,
  readUnlockedCheckpoint,
  removeCheckpoints,
  settleCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from './checkpoint.js';
import { CheckpointError } from '../errors.js';
import { initializeParameters } from '../start/index.js';
import { tinyNetwork, tinyRecipe } from '../run/tiny-run.fixture.js';
import { initialState } from './training-state.js';

const folder = temporaryFolder();

const program = flatten(tinyNetwork);
const checkpointAt = (iteration: number): Checkpoint => {
  const parameters = initializeParameters(program, tinyRecipe, iteration);
  const momentum = new Map([...parameters].filter(([path]) => !path.includes('running')));
  const interval = { iterations: 3, loss: 0.1 + 0.2, errors: 5, top5Errors: 2 };
  const texts = {
    training: `${iteration} training`,
    timing: 'timing',
    evaluation: 'evaluation',
    signals: '',
    record: '{}',
  };
  return { state: { ...initialState(tinyRecipe), iteration, interval }, parameters, momentum, texts };
};
const write = (iteration: number) =>
  writeCheckpoint({ folder, confirm: () => Promise.resolve() }, program, checkpointAt(iteration));
const read = () => readCheckpoint(folder, program);
const inFolder = (name: string) => join(folder, name);
/** The iteration that is found, the same after the folder was settled for it. */
const foundIteration = async () => {
  const found = await read();
  await settleCheckpoint(folder, found);
  const settled = await read();
  expect(settled).toEqual(found && { ...found, folder: inFolder('checkpoint'), warning: null });
  await expect(stat(inFolder('checkpoint.new'))).rejects.toThrow('ENOENT');
  return found?.state.iteration ?? null;
};
/** Leaves a checkpoint at 1 as `checkpoint` and one at 2 as `checkpoint.new`. */
const twoCheckpoints = async () => {
  await write(2);
  await rename(inFolder('checkpoint'), inFolder('kept'));
  await write(1);
  await rename(inFolder('kept'), inFolder('checkpoint.new'));
};

describe('a checkpoint', () => {
  test('is read back as it was written, sums to the last bit', async () => {
    await write(1);
    await write(2);
    expect(await read()).toEqual({ ...checkpointAt(2), folder: inFolder('checkpoint'), warning: null });
    expect((await readdir(inFolder('checkpoint'))).sort()).toEqual([
      'evaluation.csv',
      'momentum.safetensors',
      'parameters.safetensors',
      'record.json',
      'state.json',
      'timing.csv',
      'training.csv',
    ]);
  });

  test('is none where none was written', async () => {
    expect(await foundIteration()).toBeNull();
  });

  test('of an earlier version is read, without its CSV files', async () => {
    const { state, parameters, momentum } = checkpointAt(3);
    const encode = (values: ReadonlyMap<string, Float32Array>) => {
      const tensors = program.parameters.flatMap(({ path, shape }) => {
        const data = values.get(path);
        return data === undefined ? [] : [[path, { shape, data }] as const];
      });
      return encodeSafetensors({ tensors: new Map(tensors), metadata: { iteration: '3' } });
    };
    await mkdir(inFolder('checkpoint'));
    const { iterations, loss, errors } = state.interval;
    const interval = { iterations, loss, errors };
    await writeFile(inFolder('checkpoint/state.json'), JSON.stringify({ ...state, interval }));
    await writeFile(inFolder('checkpoint/parameters.safetensors'), encode(parameters));
    await writeFile(inFolder('checkpoint/momentum.safetensors'), encode(momentum));
    const read3 = { ...state, interval: { ...interval, top5Errors: null } };
    expect(await read()).toMatchObject({ state: read3, parameters, momentum, texts: null });
    await truncate(inFolder('checkpoint/momentum.safetensors'), 30);
    await expect(read()).rejects.toThrow('momentum.safetensors is damaged: expected a safetensors header of');
  });

  test('of another network is refused', async () => {
    await write(1);
    const other = {
      ...program,
      parameters: program.parameters.map((described) => ({ ...described, path: `other/${described.path}` })),
    };
    const found = readCheckpoint(folder, other);
    await expect(found).rejects.toThrow('expected a parameter other/stem/conv1/weights, found none');
    // Those that train other runs too go on after that.
    await expect(found).rejects.toThrow(CheckpointError);
  });

  test('does not take its name once another process writes the folder', async () => {
    await write(1);
    let calls = 0;
    const confirm = () => ((calls += 1) < 2 ? Promise.resolve() : Promise.reject(new Error('taken over')));
    await expect(writeCheckpoint({ folder, confirm }, program, checkpointAt(2))).rejects.toThrow('taken over');
    expect((await read())?.state.iteration).toBe(1);
  });
});

test('a checkpoint that is replaced while it is read is read whole, without a warning', async () => {
  await write(1);
  const writer = { done: false };
  const writing = (async () => {
    for (let iteration = 2; iteration <= 20; iteration++) await write(iteration);
    writer.done = true;
  })();
  const seen = [];
  while (!writer.done) seen.push(await readUnlockedCheckpoint(folder, program));
  await writing;
  const iterations = seen.map((found) => found?.state.iteration ?? NaN);
  expect(seen.map((found) => found?.warning)).toEqual(iterations.map(() => null));
  expect(iterations).toEqual([...iterations].sort((a, b) => a - b));
});

describe('a damaged checkpoint', () => {
  const tensors = ['parameters.safetensors', 'momentum.safetensors'];
  const files = [...tensors, 'training.csv', 'timing.csv', 'evaluation.csv', 'record.json'];
  const flip = async (path: string, position: number) => {
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(position) ^ 1, position);
    await writeFile(path, bytes);
  };

  test.each([...files, 'state.json'])('is noticed by one flipped bit anywhere in %s', async (name) => {
    await write(1);
    const path = inFolder(`checkpoint/${name}`);
    const { size } = await stat(path);
    for (const position of [0, Math.floor(size / 3), Math.floor(size / 2), Math.max(0, size - 2)]) {
      await flip(path, position);
      const found = read();
      await expect(found).rejects.toThrow(CheckpointError);
      await expect(found).rejects.toThrow(`${path} is damaged: `);
      await expect(found).rejects.toThrow('no other checkpoint is whole: restore the file, or start over with --fresh');
      await flip(path, position);
    }
    expect((await read())?.state.iteration).toBe(1);
  });

  test.each([...files, 'state.json'])('is noticed where %s is cut, empty or missing', async (name) => {
    await write(1);
    const path = inFolder(`checkpoint/${name}`);
    for (const length of [(await stat(path)).size - 2, 1, 0]) {
      await truncate(path, length);
      await expect(read()).rejects.toThrow(`${path} is damaged: `);
    }
    await rm(path);
    await expect(read()).rejects.toThrow(`${path} is damaged: it is missing`);
  });

  test.each(['{}', '[]', 'null', '{"interval": null}'])('is noticed where state.json is %s', async (json) => {
    await write(1);
    await write(2);
    await writeFile(inFolder('checkpoint/state.json'), json);
    expect((await read())?.state.iteration).toBe(1);
  });

  test('is noticed where a file is of another checkpoint', async () => {
    await write(1);
    await write(2);
    await cp(inFolder('checkpoint.old/momentum.safetensors'), inFolder('checkpoint/momentum.safetensors'));
    await rm(inFolder('checkpoint.old'), { recursive: true });
    await expect(read()).rejects.toThrow('momentum.safetensors is damaged: its SHA-256 is not the one in state.json');
  });

  test('gives way to the one before it, which is said, and is put aside', async () => {
    await write(1);
    await write(2);
    await flip(inFolder('checkpoint/parameters.safetensors'), 900);
    expect((await read())?.warning).toBe(
      `${inFolder('checkpoint/parameters.safetensors')} is damaged: its SHA-256 is not the one in state.json; ${inFolder('checkpoint.old')} is whole and of iteration 1: it is used`,
    );
    expect(await foundIteration()).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(['checkpoint', 'checkpoint.damaged']);
  });

  test('that is gone gives way to the one before it', async () => {
    await write(1);
    await write(2);
    await rm(inFolder('checkpoint'), { recursive: true });
    expect((await read())?.warning).toBe(
      `${inFolder('checkpoint')} is missing; ${inFolder('checkpoint.old')} is whole and of iteration 1: it is used`,
    );
    expect(await foundIteration()).toBe(1);
  });
});

describe('after a crash there is one whole checkpoint', () => {
  test('the old one, while the new one is being written', async () => {
    await twoCheckpoints();
    await rm(inFolder('checkpoint.new/state.json'));
    expect(await foundIteration()).toBe(1);
  });

  test('the old one, before the swap', async () => {
    await twoCheckpoints();
    expect(await foundIteration()).toBe(1);
  });

  test('the new one, in the middle of the swap', async () => {
    await twoCheckpoints();
    await rename(inFolder('checkpoint'), inFolder('checkpoint.old'));
    expect(await foundIteration()).toBe(2);
  });

  test('the new one, after the swap', async () => {
    await twoCheckpoints();
    await rename(inFolder('checkpoint'), inFolder('checkpoint.old'));
    await rename(inFolder('checkpoint.new'), inFolder('checkpoint'));
    expect(await foundIteration()).toBe(2);
  });

  test('none, where the first was being written', async () => {
    await twoCheckpoints();
    await rm(inFolder('checkpoint'), { recursive: true });
    await rm(inFolder('checkpoint.new/state.json'));
    expect(await foundIteration()).toBeNull();
  });

  test('the first, where it was written and had no name yet', async () => {
    await twoCheckpoints();
    await rm(inFolder('checkpoint'), { recursive: true });
    expect(await foundIteration()).toBe(2);
  });

  test('none, once it was removed', async () => {
    await twoCheckpoints();
    await removeCheckpoints(folder);
    expect(await readdir(folder)).toEqual([]);
  });
});

test('a checkpoint that cannot be looked at is an error, and is not taken for a missing one', async () => {
  await write(1);
  await rename(inFolder('checkpoint'), inFolder('checkpoint.old'));
  // Root is never refused access; a link to itself fails for everyone.
  await symlink('checkpoint', inFolder('checkpoint'));
  await expect(read()).rejects.toMatchObject({ code: 'ELOOP' });
});
