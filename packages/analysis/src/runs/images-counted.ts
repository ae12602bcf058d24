import type { BudgetName, Run } from '@resnet/run-log';
import type { Measure } from './measure.js';

/**
 * The images that a run's final error is counted on: those of the last row of training.csv, the training set, or the
 * test set.
 */
export const imagesCounted = ({ record: { dataset, budget }, training }: Run, measure: Measure): number => {
  if (measure === 'test') return dataset.evaluatedImages ?? evaluatedBefore(budget, dataset.trainingImages);
  if (measure === 'training-set') return dataset.trainingImages;
  const [before, last] = [training.at(-2)?.epoch ?? 0, training.at(-1)?.epoch ?? 0];
  return Math.max(1, Math.round((last - before) * dataset.trainingImages));
};

/** Before records said how many: CIFAR-10's test images, or in a smoke run as many as it has for training. */
const evaluatedBefore = (budget: BudgetName, trainingImages: number): number =>
  budget === 'smoke' ? trainingImages : 10_000;
