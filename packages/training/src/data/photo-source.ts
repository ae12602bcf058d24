import { createPhotoBatches, photoEvaluationBatches } from '@resnet/datasets';
import type { Batch } from '@resnet/engine';
import type { BudgetName } from '@resnet/run-log';
import type { Recipe } from '../recipe/index.js';
// Not from its index, which needs this folder's.
import { grantedCores } from '../start/granted-cores.js';
import { photoInput } from './photo-input.js';
import { photoSetOf } from './photo-sets.js';
import type { PhotoData } from './run-data.js';
import type { BatchOptions, MiniBatches, RunSource } from './run-source.js';

/**
 * Photographs, decoded and augmented in worker threads. Those of the validation set are evaluated while the run trains,
 * by their center crops. Batch statistics are averaged over mini-batches as the run trains on them.
 */
export const photoSource = (data: PhotoData, recipe: Recipe, budget: BudgetName): RunSource => {
  const { augmentation, evaluation, order, transformOf } = photoInput(data, recipe);
  if (recipe.trainingSet !== 'all') {
    throw new RangeError(`expected all photographs to be trained on, got training set ${recipe.trainingSet}`);
  }
  const set = photoSetOf(data, 'training', budget);
  const workers = grantedCores();
  const batches = (options: BatchOptions): MiniBatches => {
    const transform = transformOf(augmentation.cropSize);
    const photos = createPhotoBatches({ set, transform, augmentation, workers, ...(order && { order }), ...options });
    const recycle = ({ images }: Batch): void => {
      if (images instanceof Float32Array) photos.recycle(images);
    };
    return { ...photos, recycle };
  };
  return {
    classes: set.classes.length,
    evaluated: 'validation',
    protocol: 'center-crop',
    count: (split) => photoSetOf(data, split, budget).count,
    trainingBatches: batches,
    statisticsBatches: batches,
    evaluationBatches: ({ split, batchSize }) =>
      photoEvaluationBatches({
        set: photoSetOf(data, split, budget),
        transform: transformOf(evaluation.size),
        views: { kind: 'center-crop', ...evaluation },
        batchSize,
        rendering: augmentation,
        workers,
      }),
  };
};
