import type { ImageSet } from '@resnet/datasets';
import { referenceEngine } from '@resnet/engine';
import type { Layer, Network } from '@resnet/models';
import { createRandom } from '@resnet/random';
import type { ImageData } from '../data/index.js';
import { cifarRecipe, type Recipe } from '../recipe/index.js';
import type { RunChoice } from '../start/index.js';

const conv = { kind: 'convolution', width: 4, kernel: 3, stride: 1, padding: 1 } as const;
const norm = { kind: 'batch-normalization', epsilon: 1e-5 } as const;
const relu = { kind: 'relu' } as const;

const block: Layer = {
  kind: 'series',
  name: 'block1',
  layers: [{ kind: 'sum', branches: [{ kind: 'series', layers: [conv, norm] }, { kind: 'identity' }] }, relu],
};

/** A network that trains in milliseconds on the reference engine. */
export const tinyNetwork: Network = {
  name: 'tiny',
  family: 'residual',
  dataset: 'cifar10',
  depth: 3,
  shortcut: 'A',
  input: { channels: 3, height: 8, width: 8 },
  classes: 10,
  layers: {
    kind: 'series',
    layers: [
      { kind: 'series', name: 'stem', layers: [conv, norm, relu] },
      block,
      {
        kind: 'series',
        name: 'head',
        layers: [{ kind: 'global-average-pooling' }, { kind: 'fully-connected', classes: 10 }],
      },
    ],
  },
};

/** Images of noise, each brighter the higher its class. */
const noise = (name: string, count: number): ImageSet => {
  const random = createRandom(1, name);
  const labels = Int32Array.from({ length: count }, () => random.integer(10));
  const size = 8 * 8 * 3;
  const images = Uint8Array.from(
    { length: count * size },
    (_, position) => 15 * (labels[Math.floor(position / size)] ?? 0) + random.integer(100),
  );
  return { count, height: 8, width: 8, channels: 3, images, labels, classes: 10 };
};

export const tinyData: ImageData = {
  kind: 'images',
  train: noise('train', 60),
  test: noise('test', 25),
  checksums: { 'noise.bin': 'abc' },
};

/** 24 iterations with rows, evaluations, checkpoints, drops and epochs that fall on different ones. */
export const tinyRecipe: Recipe = {
  ...cifarRecipe,
  batchSize: 8,
  schedule: {
    kind: 'drops',
    iterations: 24,
    rate: 0.1,
    drops: [
      { at: 12, factor: 0.1 },
      { at: 18, factor: 0.1 },
    ],
    warmUp: null,
  },
  log: { trainingEvery: 5, evaluationEvery: 8, checkpointEvery: 7 },
};

/** A whole choice of a tiny run, some of its recipe changed. */
export const tinyRun = (root: string, change: Partial<Recipe> = {}): RunChoice => ({
  experiment: { id: 'tests/tiny', dataset: 'cifar10' },
  member: { name: 'tiny', network: tinyNetwork, recipe: { ...tinyRecipe, ...change } },
  budget: 'paper',
  seed: 1,
  engine: referenceEngine,
  precision: 'f64',
  threads: 1,
  data: tinyData,
  root,
});

/** One long enough to be killed in. */
export const longerRun = (root: string): RunChoice =>
  tinyRun(root, {
    schedule: { ...tinyRecipe.schedule, iterations: 45 },
    log: { trainingEvery: 3, evaluationEvery: 20, checkpointEvery: 4 },
  });
