import type { Run } from '@resnet/run-log';
import { evaluationRows, type Measure } from './measure.js';

/**
 * The images that a run's final error is counted on: those of the last row of training.csv, the training set, or the
 * test set.
 */
export const imagesCounted = (run: Run, measure: Measure): number => {
  if (measure === 'test') return testImages(run);
  const {
    training,
    record: { dataset },
  } = run;
  if (measure === 'training-set') return dataset.trainingImages;
  const [before, last] = [training.at(-2)?.epoch ?? 0, training.at(-1)?.epoch ?? 0];
  return Math.max(1, Math.round((last - before) * dataset.trainingImages));
};

/**
 * A record says how many images a run is evaluated on while it trains. Older records do not: they are of CIFAR-10, whose
 * whole test set was evaluated, or in a smoke run as many images as it has for training.
 */
const testImages = ({ record: { dataset, budget }, evaluation }: Run): number => {
  // Rows come in the order they were made: a run with images held out for validation may be tested once it has ended.
  const whileTraining = evaluation[0]?.split === evaluationRows(evaluation, 'test').at(-1)?.split;
  if (!whileTraining) return cifar10TestImages;
  return dataset.evaluatedImages ?? (budget === 'smoke' ? dataset.trainingImages : cifar10TestImages);
};

const cifar10TestImages = 10_000;
