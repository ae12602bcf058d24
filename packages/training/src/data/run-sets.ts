import { sliceImages, splitTrainValidation, type ImageSet } from '@resnet/datasets';
import type { BudgetName, Split } from '@resnet/run-log';
import { type Recipe, smokeImages } from '../recipe/index.js';
import type { ImageData } from './run-data.js';

/** The images of one run by split, and the one of them that is evaluated while it trains. */
export interface RunSets {
  readonly training: ImageSet;
  /** `null` where all training images are trained on. */
  readonly validation: ImageSet | null;
  readonly test: ImageSet;
  readonly evaluated: Split;
}

/**
 * The sets of a run. With validation images held out, only they are evaluated: choices made by looking at such a run never
 * touch the test set.
 */
export const runSets = (data: ImageData, { trainingSet }: Pick<Recipe, 'trainingSet'>, budget: BudgetName): RunSets => {
  const [train, test] =
    budget === 'smoke' ? [firstImages(data.train), firstImages(data.test)] : [data.train, data.test];
  switch (trainingSet) {
    case 'all':
      return { training: train, validation: null, test, evaluated: 'test' };
    case '45k': {
      const split = splitTrainValidation(train);
      return { training: split.train, validation: split.validation, test, evaluated: 'validation' };
    }
    default:
      throw new TypeError(`unknown training set ${String(trainingSet satisfies never)}`);
  }
};

const firstImages = (set: ImageSet): ImageSet => sliceImages(set, 0, Math.min(smokeImages.perSet, set.count));

/** The images of a split; throws a `RangeError` where the run held none out for validation. */
export const imageSetOf = (sets: RunSets, split: Split): ImageSet => {
  const set = sets[split];
  if (set !== null) return set;
  throw new RangeError('expected split training or test, got validation: all training images were trained on');
};
