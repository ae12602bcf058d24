import { cp, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { referenceEngine, type Engine, type Session } from '@resnet/engine';
import { lockRunFolder, readRun } from '@resnet/run-log';
import { DivergenceError, InterruptedError, RunSettingsError } from './errors.js';
import { tinyRecipe, tinyRun } from './tiny-run.fixture.js';
import { trainRun, type TrainRunOptions } from './train-run.js';
import type { TrainingProgress } from './trainer.js';
import type { TrainingState } from './training-state.js';

// Every checkpoint is synced to disk, and disks differ.
jest.setTimeout(60_000);

let root: string;
/** Holds a run of `tinyRun` that was never interrupted. */
let whole: string;
beforeAll(async () => {
  whole = await mkdtemp(join(tmpdir(), 'whole-run-'));
  await trainRun(tinyRun(whole));
});
afterAll(() => rm(whole, { recursive: true }));
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'train-run-'));
});
afterEach(() => rm(root, { recursive: true }));

const folderOf = (at: string) => join(at, 'tests/tiny/paper/tiny/seed-1');
/** All that two runs of the same settings must have in common, byte for byte. */
const deterministicFiles = [
  'training.csv',
  'evaluation.csv',
  'checkpoint/parameters.safetensors',
  'checkpoint/momentum.safetensors',
];
const bytesOf = (at: string) =>
  Promise.all(deterministicFiles.map(async (name) => (await readFile(join(folderOf(at), name))).toString('hex')));

/** Runs until iteration `until` is done, and stops by the signal. */
const interrupt = async (options: TrainRunOptions, until: number): Promise<unknown> => {
  const controller = new AbortController();
  const onProgress = ({ iteration }: TrainingProgress) => {
    if (iteration === until) controller.abort();
  };
  return trainRun({ ...options, signal: controller.signal, onProgress }).catch((error: unknown) => error);
};

/** The reference engine with some of its sessions' methods replaced. */
const engineWith = (change: (session: Session) => Partial<Session>): Engine => ({
  ...referenceEngine,
  createSession: async (options) => {
    const session = await referenceEngine.createSession(options);
    const changed = change(session);
    return new Proxy(session, {
      get: (target, name) => {
        const value: unknown = Reflect.get(changed, name) ?? Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  },
});

describe('trainRun', () => {
  test('logs rows, evaluations and the final numbers', async () => {
    const run = await trainRun(tinyRun(root));
    expect(run.training.map(({ iteration }) => iteration)).toEqual([5, 10, 15, 20, 24]);
    expect(run.training.map(({ rate }) => rate)).toEqual([0.1, 0.1, 0.01, 0.001, 0.001]);
    expect(run.training.at(-1)?.epoch).toBe(3.2);
    expect(run.timing.map(({ iteration }) => iteration)).toEqual([5, 10, 15, 20, 24]);
    expect(run.evaluation.map(({ iteration, split, protocol }) => [iteration, split, protocol])).toEqual([
      [8, 'test', 'single-view'],
      [16, 'test', 'single-view'],
      [24, 'test', 'single-view'],
    ]);
    expect(run.record).toMatchObject({ state: 'finished', iterations: 24, seed: 1, precision: 'f64' });
    expect(run.record.events.map(({ kind }) => kind)).toEqual(['started', 'finished']);
    expect(run.record.final).toEqual({
      trainingLoss: run.training.at(-1)?.loss,
      trainingError: run.training.at(-1)?.error,
      evaluation: [run.evaluation.at(-1)],
    });
    expect(run.record.wallSeconds).toBeGreaterThan(0);
  });

  test('learns', async () => {
    const { training } = await readRun(folderOf(whole));
    expect(training.at(-1)!.loss).toBeLessThan(training[0]!.loss);
  });

  test('reports progress after every iteration', async () => {
    const reports: TrainingProgress[] = [];
    await trainRun({ ...tinyRun(root), onProgress: (progress) => reports.push(progress) });
    expect(reports.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    expect(reports[0]).toMatchObject({ iterations: 24, rate: 0.1 });
    expect(reports[0]!.imagesPerSecond).toBeGreaterThan(0);
    expect(reports.at(-1)!.secondsLeft).toBe(0);
  });

  test('gives the same files again, and others with another seed', async () => {
    await trainRun(tinyRun(root));
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
    const other = await trainRun({ ...tinyRun(root), seed: 2 });
    expect(other.training).not.toEqual((await readRun(folderOf(whole))).training);
  });
});

test('a run that is asked for a checkpoint writes one and goes on', async () => {
  const killed = new Error('killed');
  let iteration = 0;
  const dies = trainRun({
    ...tinyRun(root),
    takeCheckpointRequest: () => iteration === 10,
    onProgress: (progress) => {
      iteration = progress.iteration;
      if (iteration === 12) throw killed;
    },
  });
  await expect(dies).rejects.toBe(killed);
  const { iteration: saved } = JSON.parse(
    await readFile(join(folderOf(root), 'checkpoint', 'state.json'), 'utf8'),
  ) as TrainingState;
  expect(saved).toBe(10);
  await trainRun(tinyRun(root));
  expect(await bytesOf(root)).toEqual(await bytesOf(whole));
});

describe('a resumed run', () => {
  test.each([5, 7, 12])('ends as one never interrupted: interrupted after iteration %i', async (until) => {
    const error = await interrupt(tinyRun(root), until);
    expect(error).toBeInstanceOf(InterruptedError);
    expect(error).toMatchObject({ iteration: until, folder: folderOf(root) });
    const run = await trainRun(tinyRun(root));
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
    expect(run.record.events.map(({ kind, iteration }) => [kind, iteration])).toEqual([
      ['started', 0],
      ['interrupted', until],
      ['resumed', until],
      ['finished', 24],
    ]);
  });

  test('ends as one never interrupted: interrupted in every evaluation', async () => {
    const interruptions: unknown[] = [];
    // An evaluation is four predictions: these are the second of the first, and of the one after that left half done.
    for (const prediction of [2, 6, 6]) {
      const controller = new AbortController();
      let predictions = 0;
      const engine = engineWith((session) => ({
        predict: (images) => {
          if ((predictions += 1) === prediction) controller.abort();
          return session.predict(images);
        },
      }));
      const options = { ...tinyRun(root), engine, signal: controller.signal };
      interruptions.push(await trainRun(options).catch((error: unknown) => error));
    }
    expect(interruptions).toMatchObject([{ iteration: 8 }, { iteration: 16 }, { iteration: 24 }]);
    await trainRun(tinyRun(root));
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
  });

  test('drops what was logged after the checkpoint it goes on from', async () => {
    const [checkpoint, kept] = [join(folderOf(root), 'checkpoint'), join(root, 'kept')];
    await interrupt(tinyRun(root), 8);
    await cp(checkpoint, kept, { recursive: true });
    await interrupt(tinyRun(root), 22);
    await rm(checkpoint, { recursive: true });
    await rename(kept, checkpoint);
    await trainRun(tinyRun(root));
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
  });

  test('starts over where it had no checkpoint yet', async () => {
    await interrupt(tinyRun(root), 6);
    await rm(join(folderOf(root), 'checkpoint'), { recursive: true });
    await trainRun(tinyRun(root));
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
  });

  test('keeps its warm-up, its event and its time', async () => {
    const schedule = { ...tinyRecipe.schedule, warmUp: { rate: 0.01, untilError: 101, window: 9 } };
    const [straight, parted] = [join(root, 'straight'), join(root, 'parted')];
    const { training } = await trainRun(tinyRun(straight, { schedule }));
    expect(training.map(({ rate }) => rate)).toEqual([0.01, 0.1, 0.01, 0.001, 0.001]);
    await interrupt(tinyRun(parted, { schedule }), 8);
    const secondsBefore = (await readRun(folderOf(parted))).record.wallSeconds;
    const { record } = await trainRun(tinyRun(parted, { schedule }));
    expect(await bytesOf(parted)).toEqual(await bytesOf(straight));
    expect(record.events).toContainEqual(expect.objectContaining({ kind: 'warm-up-ended', iteration: 9 }));
    expect(record.wallSeconds).toBeGreaterThan(secondsBefore);
  });

  test('is refused with other settings, saying which', async () => {
    await interrupt(tinyRun(root), 6);
    const refused = trainRun({ ...tinyRun(root, { nesterov: true }), threads: 2 });
    await expect(refused).rejects.toThrow(RunSettingsError);
    await expect(refused).rejects.toMatchObject({
      differences: ['recipe.nesterov: false there, true now', 'threads: 1 there, 2 now'],
    });
  });
});

describe('a finished run', () => {
  test('is skipped, on any number of threads', async () => {
    const run = await readRun(folderOf(whole));
    expect(await trainRun({ ...tinyRun(whole), threads: 2 })).toEqual(run);
  });

  test('is not taken for one of another recipe', async () => {
    await expect(trainRun(tinyRun(whole, { weightDecay: 0 }))).rejects.toThrow(
      'recipe.weightDecay: 0.0001 there, 0 now): start over with --fresh or write elsewhere with --out',
    );
  });

  test('is trained again where that is asked for', async () => {
    const first = await trainRun(tinyRun(root));
    const second = await trainRun({ ...tinyRun(root, { weightDecay: 0 }), fresh: true });
    expect(second.record.recipe).toMatchObject({ weightDecay: 0 });
    expect(second.training).not.toEqual(first.training);
    expect(second.record.events.map(({ kind }) => kind)).toEqual(['started', 'finished']);
  });
});

describe('a run whose loss is not finite', () => {
  const diverging = (root: string): TrainRunOptions => ({
    ...tinyRun(root),
    engine: engineWith((session) => {
      let calls = 0;
      return {
        trainStep: async (...step) => {
          const result = await session.trainStep(...step);
          return (calls += 1) === 6 ? { ...result, loss: NaN } : result;
        },
      };
    }),
  });

  test('stops with the iteration, the rate and the last finite loss, and is marked', async () => {
    const error: unknown = await trainRun(diverging(root)).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(DivergenceError);
    expect(error).toMatchObject({ iteration: 6, rate: 0.1, lastFiniteLoss: expect.any(Number) });
    const { record, training } = await readRun(folderOf(root));
    expect(record).toMatchObject({ state: 'diverged', final: null });
    expect(record.events.at(-1)).toMatchObject({ kind: 'diverged', iteration: 6 });
    expect(training).toHaveLength(1);
  });

  test('stays over when it is run again', async () => {
    await trainRun(diverging(root)).catch(() => undefined);
    expect((await trainRun(tinyRun(root))).record.state).toBe('diverged');
  });
});

describe('a run folder', () => {
  test('has one writer', async () => {
    const lock = await lockRunFolder(folderOf(root));
    await expect(trainRun(tinyRun(root))).rejects.toThrow(`process ${process.pid}`);
    await lock.release();
    await trainRun(tinyRun(root));
    await expect(stat(join(folderOf(root), 'run.lock'))).rejects.toThrow('ENOENT');
  });
});
