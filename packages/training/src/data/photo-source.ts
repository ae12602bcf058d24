import { createPhotoBatches, photoEvaluationBatches, photoTransform, type PhotoSet } from '@resnet/datasets';
import type { BudgetName, Protocol, Split } from '@resnet/run-log';
import { smokeImages, type Recipe } from '../recipe/index.js';
import type { PhotoData } from './run-data.js';
import { somePhotos } from './some-photos.js';
import type { BatchOptions, MiniBatches, RunSource } from './run-source.js';

/**
 * Photographs, decoded and augmented in worker threads. Those of the validation set are evaluated while the run trains, by their
 * center crops. Batch statistics are averaged over mini-batches as the run trains on them.
 */
export const photoSource = (data: PhotoData, recipe: Recipe, budget: BudgetName): RunSource => {
  const { photographs } = recipe;
  if (photographs === undefined) {
    throw new RangeError(
      `expected a recipe that says how photographs are seen for ${data.train.name}, got one without`,
    );
  }
  if (recipe.trainingSet !== 'all') {
    throw new RangeError(`expected all photographs to be trained on, got training set ${recipe.trainingSet}`);
  }
  const { augmentation, mean, evaluation } = photographs;
  const [train, validation] = [data.train, data.validation].map((set) => part(set, budget)) as [PhotoSet, PhotoSet];
  const setOf = (split: Split): PhotoSet => {
    if (split === 'training') return train;
    if (split === 'validation') return validation;
    throw new RangeError(
      `expected split training or validation for photographs, got ${split}: no test labels are public`,
    );
  };
  const { statistics } = data;
  const transformOf = (cropSize: number) =>
    photoTransform({ statistics, mean, inputScale: recipe.inputScale, cropSize });
  const batches = (options: BatchOptions): MiniBatches =>
    createPhotoBatches({ set: train, transform: transformOf(augmentation.cropSize), augmentation, ...options });
  return {
    classes: train.classes.length,
    evaluated: 'validation',
    protocol: 'center-crop',
    count: (split) => setOf(split).count,
    trainingBatches: batches,
    statisticsBatches: batches,
    evaluationBatches: ({ split, protocol, batchSize }) =>
      photoEvaluationBatches({
        set: setOf(split),
        transform: transformOf(evaluation.size),
        views: { kind: viewsOf(protocol), ...evaluation },
        batchSize,
        interpolation: augmentation.interpolation,
      }),
  };
};

const part = (set: PhotoSet, budget: BudgetName): PhotoSet =>
  budget === 'smoke' ? somePhotos(set, smokeImages.perSet) : set;

const viewsOf = (protocol: Protocol): 'center-crop' | '10-crop' => {
  if (protocol === 'center-crop' || protocol === '10-crop') return protocol;
  throw new RangeError(`expected protocol center-crop or 10-crop for photographs, got ${protocol}`);
};
