import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine, Session } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { readRun, runFolder, runIdentity } from '@resnet/run-log';
import { cifarRecipe, trainRun } from '@resnet/training';
import { engineLoaders, engineNames } from '../engines.js';

const conv = { kind: 'convolution', width: 16, kernel: 3, stride: 1, padding: 1 } as const;
const norm = { kind: 'batch-normalization', epsilon: 1e-5 } as const;
const relu = { kind: 'relu' } as const;

/** Two blocks of one stage on images of 8x8: enough for a number to get lost in. */
const network: Network = {
  ...{ name: 'tiny', family: 'residual', dataset: 'cifar10', depth: 6, shortcut: 'A', classes: 10 },
  input: { channels: 3, height: 8, width: 8 },
  layers: {
    kind: 'series',
    layers: [
      { kind: 'series', name: 'stem', layers: [conv, norm, relu] },
      ...['block1', 'block2'].map((name) => ({
        ...{ kind: 'series' as const, name },
        layers: [
          {
            kind: 'sum' as const,
            branches: [
              { kind: 'series' as const, layers: [conv, norm, relu, conv, norm] },
              { kind: 'identity' as const },
            ],
          },
          relu,
        ],
      })),
      {
        ...{ kind: 'series', name: 'head' },
        layers: [{ kind: 'global-average-pooling' }, { kind: 'fully-connected', classes: 10 }],
      },
    ],
  },
};

const images = (count: number) => ({
  ...{ count, height: 8, width: 8, channels: 3, classes: 10 },
  images: Uint8Array.from({ length: count * 192 }, (_, index) => (index * 37) % 256),
  labels: Int32Array.from({ length: count }, (_, index) => index % 10),
});
const data = { kind: 'images' as const, train: images(32), test: images(8), checksums: {} };
const schedule = { kind: 'drops' as const, iterations: 12, rate: 0.01, drops: [], warmUp: null };
const log = { trainingEvery: 4, evaluationEvery: 100, checkpointEvery: 100 };
const recipe = { ...cifarRecipe, batchSize: 8, schedule, log };

/** The engine, its third iteration begun with one weight that is not a number. */
const poisoned = (engine: Engine): Engine => ({
  ...engine,
  createSession: async (options) => {
    const session = await engine.createSession(options);
    let iterations = 0;
    const trainStep: Session['trainStep'] = async (...step) => {
      if ((iterations += 1) === 3) {
        const weights = new Map([['block1/conv2/weights', new Float32Array(16 * 16 * 9).fill(0.1).fill(NaN, 5, 6)]]);
        await session.writeParameters(weights);
      }
      return session.trainStep(...step);
    };
    return new Proxy(session, {
      get: (target, name) => {
        const value: unknown = name === 'trainStep' ? trainStep : Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  },
});

describe.each(engineNames)('a weight that is not a number, on the engine %s', (name) => {
  let root: string;
  beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'not-finite-'))));
  afterEach(() => rm(root, { recursive: true }));

  it('ends the run in the same iteration, and the first layer after it is named', async () => {
    const loaded = await engineLoaders[name]();
    if ('unavailable' in loaded) {
      console.warn(`not tried: ${loaded.unavailable}`);
      return;
    }
    const experiment = { id: 'tests/not-finite', dataset: 'cifar10' } as const;
    const member = { name: 'tiny', network, recipe };
    const choice = { experiment, member, budget: 'paper', seed: 1, data, root } as const;
    const trained = trainRun({ ...choice, engine: poisoned(loaded.engine), threads: 1 });
    await expect(trained).rejects.toThrow('the first that is not is block1/norm2/running-mean');
    const folder = runFolder(root, runIdentity(experiment, member, choice));
    const { record, training } = await readRun(folder);
    expect(record.state).toBe('diverged');
    expect(record.events.at(-1)?.iteration).toBe(3);
    expect(training).toEqual([]);
  });
});
