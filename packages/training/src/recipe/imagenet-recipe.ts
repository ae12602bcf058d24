import { cifarRecipe } from './cifar-recipe.js';
import type { PhotoProtocol, Recipe } from './recipe.js';

/**
 * How the paper sees photographs (section 3.4): what it leaves open is chosen as `imagenetAugmentation` of
 * @resnet/datasets does.
 */
const photographs: PhotoProtocol = {
  augmentation: {
    shorterSide: { from: 256, to: 480 },
    cropSize: 224,
    flip: 'random',
    colour: { kind: 'pca', deviation: 0.1, magnitude: 'eigenvalue', range: 'unbounded' },
    interpolation: 'bilinear',
    meanPlace: 'after-flip',
  },
  mean: 'per-pixel',
  evaluation: { shorterSide: 256, size: 224 },
};

/**
 * The protocol of section 3.4 at the paper's budget: mini-batches of 256 on eight GPUs, each normalizing its 32 images, momentum
 * 0.9, weight decay 1e-4, rate 0.1 divided by 10 when the error plateaus, up to 600,000 iterations. The paper names neither the
 * error nor when it counts as a plateau: here that of training, since no choice is to be made by the images evaluated.
 */
export const imagenetRecipe: Recipe & Required<Pick<Recipe, 'photographs'>> = {
  ...cifarRecipe,
  batchSize: 256,
  schedule: {
    kind: 'plateau',
    iterations: 600_000,
    rate: 0.1,
    factor: 0.1,
    // About an epoch, and four of them.
    error: { kind: 'training', window: 5_000 },
    threshold: 0.25,
    patience: 20_000,
    leastRate: 1e-4,
    warmUp: null,
  },
  batchStatistics: 32,
  testStatistics: 'exact-average',
  photographs,
  // About an epoch between evaluations: 50,000 forward passes cost some 65 iterations, 1.3% of the time.
  log: { trainingEvery: 500, evaluationEvery: 5_000, checkpointEvery: 1_000 },
};
