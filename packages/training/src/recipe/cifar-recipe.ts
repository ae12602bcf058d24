import type { Recipe } from './recipe.js';
import type { DropSchedule } from './schedule.js';

/** A recipe whose rates drop at fixed iterations. */
export type DropRecipe = Recipe & { readonly schedule: DropSchedule };

/**
 * The protocol of section 4.2 at the paper's budget: mini-batches of 128, momentum 0.9, weight decay 1e-4, rate 0.1 divided
 * by 10 at 32k and 48k iterations, stop at 64k. What the paper leaves open has the default of the options table.
 */
export const cifarRecipe: DropRecipe = {
  batchSize: 128,
  schedule: {
    kind: 'drops',
    iterations: 64_000,
    rate: 0.1,
    drops: [
      { at: 32_000, factor: 0.1 },
      { at: 48_000, factor: 0.1 },
    ],
    warmUp: null,
  },
  momentum: 0.9,
  momentumForm: 'rate-inside',
  nesterov: false,
  weightDecay: 1e-4,
  weightDecayOn: 'all',
  batchStatistics: 'mini-batch',
  testStatistics: 'moving-average',
  initialization: 'fan-in',
  trainingSet: 'all',
  augmentation: 'pad-crop-flip',
  padValue: 'mean',
  inputScale: 'constant',
  cropAverage: 'softmax',
  // About an epoch between evaluations: 10,000 forward passes cost some 26 iterations, so 6.5% of the time.
  log: { trainingEvery: 100, evaluationEvery: 400, checkpointEvery: 500 },
};

/** The 110-layer recipe of section 4.2: rate 0.01 until the training error is below 80%, then as `cifarRecipe`. */
export const cifarWarmUpRecipe: DropRecipe = {
  ...cifarRecipe,
  schedule: { ...cifarRecipe.schedule, warmUp: { rate: 0.01, untilError: 80, window: 100 } },
};
