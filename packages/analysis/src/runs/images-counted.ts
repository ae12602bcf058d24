import type { Run } from '@resnet/run-log';
import type { Measure } from './measure.js';

/** Images of each data set's test set (ImageNet: the validation set, on which the paper reports). */
const testImages: Readonly<Record<string, number>> = { cifar10: 10_000, imagenet: 50_000 };

/** The images that a run's final error is counted on: those of the last row of training.csv, the training set, or the test set. */
export const imagesCounted = ({ record: { dataset, budget }, training }: Run, measure: Measure): number => {
  // Its sets have equally many images.
  if (measure === 'test' && budget === 'smoke') return dataset.trainingImages;
  if (measure === 'test') {
    const images = testImages[dataset.name];
    if (images !== undefined) return images;
    throw new RangeError(`expected ${Object.keys(testImages).join(' or ')} as data set, got ${dataset.name}`);
  }
  if (measure === 'training-set') return dataset.trainingImages;
  const [before, last] = [training.at(-2)?.epoch ?? 0, training.at(-1)?.epoch ?? 0];
  return Math.max(1, Math.round((last - before) * dataset.trainingImages));
};
