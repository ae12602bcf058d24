import type { Run } from '@resnet/run-log';
import { evaluationRows, type Measure } from './measure.js';

/**
 * The images that a run's final error is counted on: those of the last row of training.csv, the training set, or the
 * test set.
 */
export const imagesCounted = (run: Run, measure: Measure): number => {
  if (measure === 'test') return testImages(run);
  return measure === 'training-set' ? run.record.dataset.trainingImages : loggedImages(run);
};

/** What of a recipe, opaque in a record, says how many images a row of training.csv is of. */
interface LoggedRecipe {
  readonly batchSize: number;
  readonly log?: { readonly trainingEvery: number };
}

/** Of the last row of training.csv; where that file is missing, as many as the recipe gives its last row. */
const loggedImages = ({ training, record: { recipe, iterations } }: Run): number => {
  const { batchSize, log } = recipe as unknown as LoggedRecipe;
  const [before, last] = [training.at(-2)?.iteration ?? 0, training.at(-1)?.iteration];
  if (last !== undefined) return (last - before) * batchSize;
  const every = log?.trainingEvery ?? 1;
  return (iterations % every || every) * batchSize;
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
