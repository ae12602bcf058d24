import type { RunRecord } from '@resnet/run-log';
import { designedFor, networkRecord, recordedNetwork } from './network-record.js';
import type { Recipe } from '../recipe/index.js';

/**
 * What each choice was before recipes had it as an option: a record without one was made so. An option that is added to
 * `Recipe` is added here with what was done until then, and stays so whatever its default becomes.
 */
const earlierChoices: Omit<Recipe, 'batchSize' | 'schedule' | 'momentum' | 'weightDecay' | 'log'> = {
  momentumForm: 'rate-inside',
  nesterov: false,
  weightDecayOn: 'all',
  batchStatistics: 'mini-batch',
  testStatistics: 'moving-average',
  initialization: 'fan-in',
  trainingSet: 'all',
  augmentation: 'pad-crop-flip',
  padValue: 'mean',
  inputScale: 'constant',
  cropAverage: 'softmax',
};

/** A record with all that today's have. */
export interface CompleteRecord extends Omit<RunRecord, 'recipe'> {
  readonly recipe: Recipe;
}

/** The recipe of a record of any age, with every option. */
export const completeRecipe = (record: Pick<RunRecord, 'recipe'>): Recipe => {
  const recipe = record.recipe as unknown as Recipe;
  return { ...earlierChoices, ...recipe };
};

/** A record of any age as one written today says the same: its network with layers, its recipe with every option. */
export const completeRecord = (record: RunRecord): CompleteRecord => ({
  ...record,
  dataset: { evaluatedImages: evaluatedBefore(record), ...record.dataset },
  network: networkRecord(recordedNetwork(record.network, designedFor(record.dataset.name))),
  recipe: completeRecipe(record),
});

/** How many images were evaluated before records said so: of CIFAR-10's test set, or of those held out for validation. */
const evaluatedBefore = (record: RunRecord): number => {
  // Its sets have equally many images.
  if (record.budget === 'smoke') return record.dataset.trainingImages;
  return completeRecipe(record).trainingSet === '45k' ? 5_000 : 10_000;
};
