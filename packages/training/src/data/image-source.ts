import {
  createTrainingBatches,
  evaluationBatches,
  inputTransform,
  type ImageSet,
  type InputTransform,
} from '@resnet/datasets';
import type { BudgetName, Split } from '@resnet/run-log';
import type { Recipe } from '../recipe/index.js';
import type { ImageData } from './run-data.js';
import { runSets, type RunSets } from './run-sets.js';
import type { BatchOptions, EvaluationOptions, MiniBatches, RunSource } from './run-source.js';

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
    count: (split) => setOf(sets, split).count,
    trainingBatches: (options) => batches(recipe.augmentation, options),
    statisticsBatches: (options) => batches('none', options),
    evaluationBatches: ({ split, protocol, batchSize }) =>
      evaluationBatches({ set: setOf(sets, split), transform: transformed(), batchSize, views: viewsOf(protocol) }),
  };
};

const nothingToClose = (): void => undefined;

/** The images of a split; throws a `RangeError` where the run held none out for validation. */
const setOf = (sets: RunSets, split: Split): ImageSet => {
  const set = sets[split];
  if (set !== null) return set;
  throw new RangeError('expected split training or test, got validation: this run was trained on all training images');
};

const viewsOf = (protocol: EvaluationOptions['protocol']): 'single-view' | '10-crop' => {
  if (protocol === 'single-view' || protocol === '10-crop') return protocol;
  throw new RangeError(`expected protocol single-view or 10-crop for images of one size, got ${protocol}`);
};
