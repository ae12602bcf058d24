import { createTrainingBatches, evaluationBatches, inputTransform, type InputTransform } from '@resnet/datasets';
import type { BudgetName } from '@resnet/run-log';
import type { Recipe } from '../recipe/index.js';
import type { ImageData } from './run-data.js';
import { imageSetOf, runSets } from './run-sets.js';
import type { BatchOptions, MiniBatches, RunSource } from './run-source.js';

/** Images in memory, cut out and transformed as they are needed. */
export const imageSource = (data: ImageData, recipe: Recipe, budget: BudgetName): RunSource => {
  const sets = runSets(data, recipe, budget);
  let transform: InputTransform | null = null;
  // A pass over all training images, so once and only where something is trained or evaluated.
  const transformed = (): InputTransform => (transform ??= inputTransform(sets.training, recipe));
  const batches = (augmentation: Recipe['augmentation'], options: BatchOptions): MiniBatches => {
    const { batch } = createTrainingBatches({ set: sets.training, transform: transformed(), augmentation, ...options });
    return { batch, close: nothingToClose };
  };
  return {
    classes: sets.training.classes,
    evaluated: sets.evaluated,
    protocol: 'single-view',
    count: (split) => imageSetOf(sets, split).count,
    trainingBatches: (options) => batches(recipe.augmentation, options),
    statisticsBatches: (options) => batches('none', options),
    evaluationBatches: ({ split, batchSize }) =>
      evaluationBatches({ set: imageSetOf(sets, split), transform: transformed(), batchSize, views: 'single-view' }),
  };
};

const nothingToClose = (): void => undefined;
