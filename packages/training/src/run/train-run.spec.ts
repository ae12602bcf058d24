import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { floatImages, referenceEngine, type Engine, type Session } from '@resnet/engine';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { lockRunFolder, readRun, RunFolderLockedError, type RunRecord } from '@resnet/run-log';
import { DivergenceError, InterruptedError, RunSettingsError } from '../errors.js';
import type { Recipe } from '../recipe/index.js';
import { tinyNetwork, tinyRecipe, tinyRun } from './tiny-run.fixture.js';
import { trainRun, type TrainRunOptions } from './train-run.js';
import type { TrainingProgress } from './trainer.js';
import type { TrainingState } from '../checkpoints/index.js';

const root = temporaryFolder();
/** Holds a run of `tinyRun` that was never interrupted. */
const whole = temporaryFolder({ shared: true });
beforeAll(async () => {
  await trainRun(tinyRun(whole));
});

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

/** Every file in a folder but those of its lock, with its content. */
const filesOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

const withoutTop5 = (training: string): string => training.replace(/,[^,\n]*$/gm, '');

/** Makes an unfinished run's log and checkpoint what a version wrote that did not count top-5 errors. */
const makeOlder = async (folder: string): Promise<void> => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const text = withoutTop5(await readFile(join(folder, 'checkpoint/training.csv'), 'utf8'));
  for (const file of ['training.csv', 'checkpoint/training.csv']) await writeFile(join(folder, file), text);
  const path = join(folder, 'checkpoint/state.json');
  const {
    sha256: written,
    files,
    interval,
    ...state
  } = JSON.parse(await readFile(path, 'utf8')) as TrainingState & {
    readonly sha256: string;
    readonly files: Readonly<Record<string, string>>;
  };
  const { top5Errors, ...sums } = interval;
  expect({ written, top5Errors }).toEqual({ written: expect.any(String), top5Errors: expect.any(Number) });
  const older = { ...state, interval: sums, files: { ...files, 'training.csv': sha256(text) } };
  await writeFile(path, JSON.stringify({ ...older, sha256: sha256(JSON.stringify(older)) }));
};

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
  test('leaves the whole training set out where the recipe says so', async () => {
    const log = { ...tinyRecipe.log, trainingSetEvaluation: 'never' } as const;
    const run = await trainRun(tinyRun(root, { log }));
    expect(run.evaluation.map(({ split }) => split)).toEqual(['test', 'test', 'test']);
  });

  test('refuses a recipe with a number that is none, and leaves the run that it would start over', async () => {
    await interrupt(tinyRun(root), 20);
    const before = await readdir(folderOf(root), { recursive: true });
    const schedule = { ...tinyRecipe.schedule, rate: NaN };
    await expect(trainRun({ ...tinyRun(root, { schedule }), fresh: true })).rejects.toThrow(
      'expected a finite number as recipe.schedule.rate of the run, got NaN',
    );
    expect(await readdir(folderOf(root), { recursive: true })).toEqual(before);
  });

  test('starts over in the folder of a session that was refused, whatever the settings were', async () => {
    const refusing: Engine = {
      ...referenceEngine,
      createSession: () => Promise.reject(new RangeError('it needs more memory than there is')),
    };
    const refused = { ...tinyRun(root, { nesterov: true }), engine: refusing };
    await expect(trainRun(refused)).rejects.toThrow('it needs more memory');
    expect(JSON.parse(await readFile(join(folderOf(root), 'run.json'), 'utf8'))).toMatchObject({ state: 'running' });
    await trainRun(tinyRun(root));
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
  });

  test('refuses a network of images of another size before there is a folder', async () => {
    const { member, ...choice } = tinyRun(root);
    const network = { ...tinyNetwork, input: { channels: 3, height: 16, width: 8 } };
    await expect(trainRun({ ...choice, member: { ...member, network } })).rejects.toThrow(
      'expected a network of images of 8x8x3, got tiny of 8x16x3',
    );
    expect(await readdir(root)).toEqual([]);
  });

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
      [24, 'training', 'single-view'],
    ]);
    expect(run.record).toMatchObject({ state: 'finished', iterations: 24, seed: 1, precision: 'f64' });
    expect(run.record.events.map(({ kind }) => kind)).toEqual(['started', 'finished']);
    expect(run.record.final).toEqual({
      trainingLoss: run.training.at(-1)?.loss,
      trainingError: run.training.at(-1)?.error,
      trainingTop5Error: run.training.at(-1)?.top5Error,
      evaluation: run.evaluation.slice(-2),
      layerResponses: { 'stem/conv1': expect.any(Number), 'block1/conv1': expect.any(Number) },
      misclassified: expect.any(String),
    });
    const bits = [...Buffer.from(run.record.final?.misclassified ?? '', 'base64')].map((byte) => byte.toString(2));
    const wrong = bits.join('').replaceAll('0', '').length;
    expect((100 * wrong) / 25).toBe(run.evaluation.at(-2)?.top1Error);
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
    // The evaluation after the last iteration is still to come.
    expect(reports.at(-1)!.secondsLeft).toBeGreaterThan(0);
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

describe('runs of one seed', () => {
  /** Every mini-batch a run is given, as numbers. */
  const batchesOf = async (at: string, change: Partial<TrainRunOptions>): Promise<string[]> => {
    const seen: string[] = [];
    const engine = engineWith((session) => ({
      trainStep: (batch, rate) => {
        seen.push(`${String(floatImages(batch.images))} ${String(batch.labels)}`);
        return session.trainStep(batch, rate);
      },
    }));
    await trainRun({ ...tinyRun(at), engine, ...change });
    return seen;
  };

  test('see the same images in the same order, cropped alike, whatever network and recipe', async () => {
    const { member, experiment } = tinyRun(root);
    const recipe = { ...member.recipe, nesterov: true, weightDecay: 0 };
    const other = { ...member, name: 'tiny/nesterov', network: { ...tinyNetwork, name: 'other' }, recipe };
    const first = await batchesOf(join(root, 'a'), {});
    expect(await batchesOf(join(root, 'b'), { member: other, experiment: { ...experiment, id: 'other' } })).toEqual(
      first,
    );
    expect(await batchesOf(join(root, 'c'), { seed: 2 })).not.toEqual(first);
    expect(first).toHaveLength(24);
  });
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
    // An evaluation is four predictions: these are the second of the first, and of the one after that left half done. The
    // last test evaluation is followed by one of the five mini-batches of training images.
    for (const prediction of [2, 6, 6, 6]) {
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
    expect(interruptions).toMatchObject([{ iteration: 8 }, { iteration: 16 }, { iteration: 24 }, { iteration: 24 }]);
    const { record } = await trainRun(tinyRun(root));
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
    expect(record.final).toEqual((await readRun(folderOf(whole))).record.final);
  });

  test('logs once that the rate dropped, at an evaluation that was interrupted too', async () => {
    const schedule: Recipe['schedule'] = {
      kind: 'plateau',
      iterations: 12,
      rate: 0.1,
      factor: 0.1,
      error: { kind: 'evaluation' },
      threshold: 50,
      patience: 1,
      leastRate: 1e-6,
      warmUp: null,
    };
    const log = { trainingEvery: 5, evaluationEvery: 4, checkpointEvery: 50 };
    const run = tinyRun(root, { schedule, log });
    // In the evaluation at iteration 8, after which the rate drops; then killed before the next checkpoint.
    const controller = new AbortController();
    let predictions = 0;
    const engine = engineWith((session) => ({
      predict: (images) => {
        if ((predictions += 1) === 6) controller.abort();
        return session.predict(images);
      },
    }));
    await trainRun({ ...run, engine, signal: controller.signal }).catch(() => undefined);
    const killed = ({ iteration }: TrainingProgress) => {
      if (iteration === 10) throw new Error('killed');
    };
    await trainRun({ ...run, onProgress: killed }).catch(() => undefined);
    const { record } = await trainRun(run);
    const drops = record.events.filter(({ kind }) => kind === 'rate-dropped');
    expect(drops.map(({ iteration }) => iteration)).toEqual([8]);
  });

  test('does not average its statistics again where it was interrupted after that', async () => {
    const controller = new AbortController();
    const calls = { averaged: 0, predictions: 0 };
    const engine = engineWith((session) => ({
      updateStatistics: (images, weight) => {
        calls.averaged += 1;
        return session.updateStatistics(images, weight);
      },
      predict: (images) => {
        calls.predictions += 1;
        // The last test evaluation is whole, and that of the training images begun.
        if (calls.predictions === 14) controller.abort();
        return session.predict(images);
      },
    }));
    const choice = { ...tinyRun(root, { testStatistics: 'exact-average' }), engine };
    await expect(trainRun({ ...choice, signal: controller.signal })).rejects.toMatchObject({ iteration: 24 });
    const once = calls.averaged;
    await trainRun(choice);
    expect([once, calls.averaged]).toEqual([7, 7]);
  });

  test("does not go on from another run's checkpoint, which may fit", async () => {
    const other = { ...tinyRun(root), seed: 2 };
    const checkpointOf = (seed: number) => join(root, `tests/tiny/paper/tiny/seed-${seed}/checkpoint`);
    await interrupt(tinyRun(root), 12);
    await interrupt(other, 9);
    await rm(checkpointOf(2), { recursive: true });
    await cp(checkpointOf(1), checkpointOf(2), { recursive: true });
    const before = filesOf(join(checkpointOf(2), '..'));
    await expect(trainRun(other)).rejects.toThrow('seed: 1 there, 2 now');
    expect(filesOf(join(checkpointOf(2), '..'))).toEqual(before);
  });

  test('names the code that it goes on with, once, where that is not the one before', async () => {
    const codes = async () => (await readRun(folderOf(root))).record.events.map(({ code }) => code);
    const path = join(folderOf(root), 'run.json');
    await interrupt(tinyRun(root), 7);
    const { commit, clean, ...record } = JSON.parse(await readFile(path, 'utf8')) as RunRecord;
    await writeFile(path, JSON.stringify({ ...record, commit: 'of another day', clean: true }));
    await interrupt(tinyRun(root), 12);
    const other = [undefined, undefined, { commit, clean }, undefined];
    expect(await codes()).toEqual(other);
    await trainRun(tinyRun(root));
    expect(await codes()).toEqual([...other, undefined, undefined]);
    expect((await readRun(folderOf(root))).record).toMatchObject({ commit: 'of another day', clean: true });
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

  test('that an older version began goes on without top-5 errors, otherwise to the same end', async () => {
    await interrupt(tinyRun(root), 12);
    await makeOlder(folderOf(root));
    const run = await trainRun(tinyRun(root));
    const [training = '', ...files] = await bytesOf(root);
    const [wholeTraining = '', ...wholeFiles] = await bytesOf(whole);
    expect(Buffer.from(training, 'hex').toString()).toBe(withoutTop5(Buffer.from(wholeTraining, 'hex').toString()));
    expect(files).toEqual(wholeFiles);
    expect(run.training.map(({ top5Error }) => top5Error)).toEqual([null, null, null, null, null]);
    expect(run.record.final).not.toHaveProperty('trainingTop5Error');
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

  test.each([
    [{ threads: 2 }, 'go on with it by --threads 1,'],
    [{ threads: 2, engine: { ...referenceEngine, name: 'tfjs' } }, 'go on with it by --threads 1 --engine reference,'],
  ] as const)('is refused with %p, and the options that go on with it are named', async (change, advice) => {
    await interrupt(tinyRun(root), 6);
    await expect(trainRun({ ...tinyRun(root), ...change })).rejects.toThrow(advice);
  });

  test('goes on where a damaged letter has made a layer one that there is not: the checkpoint has the record', async () => {
    await interrupt(tinyRun(root), 6);
    const path = join(folderOf(root), 'run.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('global-average-pooling', 'global-cverage-pooling'));
    const warnings: string[] = [];
    await trainRun({ ...tinyRun(root), warn: (message) => warnings.push(message) });
    expect(warnings.join()).toContain('run.json is missing or broken');
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
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

test('a run of a network of other classes than the data set has is refused', async () => {
  const member = { name: 'of-a-hundred', network: { ...tinyNetwork, classes: 100 }, recipe: tinyRecipe };
  await expect(trainRun({ ...tinyRun(root), member })).rejects.toThrow(
    'expected a network of the 10 classes of cifar10, got of-a-hundred with 100',
  );
});

describe('a finished run', () => {
  test('is skipped, on any number of threads', async () => {
    const run = await readRun(folderOf(whole));
    expect(await trainRun({ ...tinyRun(whole), threads: 2 })).toEqual(run);
  });

  test('is not taken for one of another recipe', async () => {
    await expect(trainRun(tinyRun(whole, { weightDecay: 0 }))).rejects.toThrow(
      'recipe.weightDecay: 0.0001 there, 0 now): write elsewhere with --out, or give the run up with --fresh, which starts over',
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
    expect(error).toMatchObject({ iteration: 6, rate: 0.1, lastFiniteLoss: expect.any(Number), parameter: null });
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

describe('a run with a number that is not finite', () => {
  /** Puts a number into a parameter, or its momentum, before an iteration is trained. */
  const poisoned = (at: number, write: (session: Session) => Promise<void>): Engine =>
    engineWith((session) => {
      let calls = 0;
      return {
        trainStep: async (...step) => {
          if ((calls += 1) === at) await write(session);
          return session.trainStep(...step);
        },
      };
    });
  const errorOf = (engine: Engine, change = {}) =>
    trainRun({ ...tinyRun(root, change), engine }).catch((error: unknown) => error);
  const logged = async () => {
    const { record, training } = await readRun(folderOf(root));
    return { state: record.state, message: record.events.at(-1)?.message, rows: training.length };
  };

  test('in a weight ends in the same iteration, and names the first layer after it', async () => {
    const weights = new Float32Array(4 * 4 * 9).fill(NaN, 7, 8);
    const engine = poisoned(7, (session) => session.writeParameters(new Map([['block1/conv1/weights', weights]])));
    const where = { iteration: 7, parameter: 'block1/norm1/running-mean' };
    expect(await errorOf(engine)).toMatchObject({ name: 'DivergenceError', ...where });
    const message = expect.stringContaining('the first that is not is block1/norm1/running-mean') as unknown;
    expect(await logged()).toEqual({ state: 'diverged', message, rows: 1 });
  });

  test.each([
    ['a running variance', 'block1/norm1/running-variance', 'parameters'],
    ['a momentum', 'momentum of block1/norm1/shift', 'momentum'],
  ] as const)(
    'in %s, which no loss of this iteration shows, is found before the next row',
    async (_, parameter, kind) => {
      const values = new Map([[parameter.replace('momentum of ', ''), Float32Array.of(1, 1, Infinity, 1)]]);
      const engine = poisoned(10, (session) =>
        kind === 'momentum' ? session.writeMomentum(values) : session.writeParameters(values),
      );
      const error = await errorOf(engine);
      expect(error).toBeInstanceOf(DivergenceError);
      expect(error).toMatchObject({ iteration: 10, rate: 0.1, lastFiniteLoss: expect.any(Number) });
      // The momentum has moved its parameter by the end of the iteration.
      expect((error as DivergenceError).parameter).toBe(parameter.replace('momentum of ', ''));
      expect(await logged()).toMatchObject({ state: 'diverged', rows: 1 });
    },
  );

  test('never gets into a checkpoint', async () => {
    const values = new Map([['block1/norm1/running-variance', Float32Array.of(1, NaN, 1, 1)]]);
    const engine = poisoned(6, (session) => session.writeParameters(values));
    const log = { ...tinyRecipe.log, trainingEvery: 20 };
    expect(await errorOf(engine, { log })).toMatchObject({ iteration: 7, parameter: 'block1/norm1/running-variance' });
    await expect(stat(join(folderOf(root), 'checkpoint'))).rejects.toThrow('ENOENT');
  });
});

describe('a run that measures signals', () => {
  const measuring = (at: string) => tinyRun(at, { log: { ...tinyRecipe.log, signalsAt: [0, 1, 10, 100] } });

  test('logs them layer by layer after the iterations it has and after the last, and trains as one that does not', async () => {
    const { signals } = await trainRun(measuring(root));
    const layers = ['stem/conv1', 'block1/conv1', 'head/fc1'];
    expect(signals.map(({ iteration, layer }) => [iteration, layer])).toEqual(
      [0, 1, 10, 24].flatMap((iteration) => layers.map((layer) => [iteration, layer])),
    );
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
  });

  test.each([10, 17])('ends with the same ones where it was stopped after iteration %i', async (until) => {
    const uninterrupted = await trainRun(measuring(join(root, 'uninterrupted')));
    await interrupt(measuring(join(root, 'stopped')), until);
    expect((await trainRun(measuring(join(root, 'stopped')))).signals).toEqual(uninterrupted.signals);
  });

  test('has no file of them where it measures none', async () => {
    expect(await readdir(folderOf(whole))).not.toContain('signals.csv');
    expect(await readdir(join(folderOf(whole), 'checkpoint'))).not.toContain('signals.csv');
    expect((await readRun(folderOf(whole))).warnings).toEqual([]);
  });
});

describe('what is damaged while a run stands still', () => {
  const csv = (name: string) => join(folderOf(root), name);

  test.each([
    ['cut in a row', (text: string) => text.slice(0, -9)],
    ['cut in its header', (text: string) => text.slice(0, 5)],
    ['empty', () => ''],
    ['followed by NULs', (text: string) => `${text.slice(0, -9)}${'\0'.repeat(512)}`],
    ['changed in a digit', (text: string) => text.replace('2', '3')],
    ['doubled', (text: string) => text + text],
    ['not text at all', () => '\x89PNG\r\n'],
  ])('is no loss where a log is %s', async (_, damage) => {
    await interrupt(tinyRun(root), 17);
    for (const name of ['training.csv', 'timing.csv', 'evaluation.csv']) {
      await writeFile(csv(name), damage(await readFile(csv(name), 'utf8')));
    }
    const { training, timing } = await trainRun(tinyRun(root));
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
    expect(timing.map(({ iteration }) => iteration)).toEqual(training.map(({ iteration }) => iteration));
  });

  test('is no loss where the logs are gone', async () => {
    await interrupt(tinyRun(root), 17);
    for (const name of ['training.csv', 'timing.csv', 'evaluation.csv']) await rm(csv(name));
    await trainRun(tinyRun(root));
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
  });

  test.each([
    ['cut', (text: string) => text.slice(0, 200)],
    ['empty', () => ''],
    ['NULs', (text: string) => '\0'.repeat(text.length)],
    ['another JSON', () => '{}'],
    ['gone', () => null],
  ])('is no loss where run.json is %s, which is said', async (_, damage) => {
    await interrupt(tinyRun(root), 17);
    const before = (await readRun(folderOf(root))).record;
    const damaged = damage(await readFile(csv('run.json'), 'utf8'));
    if (damaged === null) await rm(csv('run.json'));
    else await writeFile(csv('run.json'), damaged);
    const warn = jest.fn();
    const { record } = await trainRun({ ...tinyRun(root), warn });
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('the record of iteration 17'));
    expect(record).toMatchObject({ state: 'finished', startedAt: before.startedAt });
    expect(record.events.map(({ kind }) => kind)).toEqual(['started', 'resumed', 'finished']);
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
  });

  test('of a finished run is put back too', async () => {
    await cp(whole, root, { recursive: true });
    const { final } = (await readRun(folderOf(root))).record;
    await writeFile(csv('run.json'), '');
    expect((await trainRun(tinyRun(root))).record).toMatchObject({ state: 'finished', final });
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
  });

  test('costs the iterations since the checkpoint before, where a checkpoint is', async () => {
    await interrupt(tinyRun(root), 10);
    const file = csv('checkpoint/momentum.safetensors');
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 64, bytes.length - 1);
    await writeFile(file, bytes);
    const warn = jest.fn();
    const { record } = await trainRun({ ...tinyRun(root), warn });
    const message = `${csv('checkpoint.old')} is whole and of iteration 7: it is used`;
    expect(warn).toHaveBeenCalledWith(expect.stringContaining(message));
    expect(record.events).toContainEqual(
      expect.objectContaining({ kind: 'resumed', iteration: 7, message: expect.stringContaining(message) as unknown }),
    );
    expect(await bytesOf(root)).toEqual(await bytesOf(whole));
  });
});

describe('a seed', () => {
  test.each([2 ** 53, -1, 0.5])(
    'of %p, which cannot be read back, is refused before anything is written',
    async (seed) => {
      await expect(trainRun({ ...tinyRun(root), seed })).rejects.toThrow('expected a seed from 0 to 9007199254740991');
      expect(await readdir(root)).toEqual([]);
    },
  );
});

test('a member of one precision is not trained in another', async () => {
  const run = tinyRun(root);
  const member = { ...run.member, precision: 'bf16' } as const;
  await expect(trainRun({ ...run, member })).rejects.toThrow(/member .* is trained in bf16, got precision f64/);
  expect(await readdir(root)).toEqual([]);
});

describe('a run folder', () => {
  test('has one writer', async () => {
    const lock = await lockRunFolder(folderOf(root));
    await expect(trainRun(tinyRun(root))).rejects.toThrow(`process ${process.pid}`);
    await lock.release();
    await trainRun(tinyRun(root));
    await expect(stat(join(folderOf(root), 'run.lock'))).rejects.toThrow('ENOENT');
  });

  test('that another process has taken over is not written any more', async () => {
    const lock = join(folderOf(root), 'run.lock');
    let before: unknown;
    const onProgress = ({ iteration }: TrainingProgress) => {
      if (iteration !== 6) return;
      before = filesOf(folderOf(root));
      rmSync(lock, { recursive: true });
      mkdirSync(lock);
      writeFileSync(join(lock, 'another.json'), JSON.stringify({ pid: 12, host: 'pod-b', lockedAt: 'just now' }));
    };
    const error: unknown = await trainRun({ ...tinyRun(root), onProgress }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(RunFolderLockedError);
    expect(String(error)).toContain('now held by process 12 on pod-b since just now: nothing more is written');
    expect(filesOf(folderOf(root))).toEqual(before);
    expect(await readdir(lock)).toEqual(['another.json']);
  });

  test('with a finished run is read without a lock, as from a disk that cannot be written', async () => {
    await cp(whole, root, { recursive: true });
    // Whoever wants a lock is refused by this.
    await writeFile(join(folderOf(root), 'run.lock'), '');
    expect((await trainRun(tinyRun(root))).record.state).toBe('finished');
  });
});
