import { type EvaluationRow, type Run, showsTop5 } from '@resnet/run-log';

/**
 * What an error is measured on. `training`: the augmented mini-batches of the last interval logged, while the weights
 * move, as the paper draws it. `training-set`: every training image as it is, after the last iteration. `test`: the
 * test set, single view; of ImageNet the validation set, center crops.
 */
export type Measure = 'training' | 'training-set' | 'test';

/** What a curve is drawn of. */
export type ErrorKind = Exclude<Measure, 'training-set'>;

/** All of them, those of training first. */
export const measures: readonly Measure[] = ['training', 'training-set', 'test'];

/** As a sentence says it. */
export const measureNames: Readonly<Record<Measure, string>> = {
  training: 'training error',
  'training-set': 'error on the whole training set',
  test: 'test error',
};

/**
 * The rows of a measure that evaluations make, of any rows: those of the protocol by which a run is evaluated while it
 * trains.
 */
export const evaluationRows = (
  rows: readonly EvaluationRow[],
  measure: Exclude<Measure, 'training'>,
): readonly EvaluationRow[] => rows.filter(measure === 'test' ? isTestError : isTrainingSetError);

/** ImageNet's test error is that on its validation set: the labels of its test set are not public. */
const isTestError = ({ split, protocol }: EvaluationRow): boolean =>
  (split === 'test' && protocol === 'single-view') || (split === 'validation' && protocol === 'center-crop');

const isTrainingSetError = ({ split, protocol }: EvaluationRow): boolean =>
  split === 'training' && (protocol === 'single-view' || protocol === 'center-crop');

/** Among how many of the likeliest classes the right one must be. */
export type Top = 'top-1' | 'top-5';

/** Those that are told of some runs: top-1 alone where all networks have few classes. */
export const topsOf = (runs: readonly Run[]): readonly Top[] =>
  runs.some(({ record }) => showsTop5(record)) ? ['top-1', 'top-5'] : ['top-1'];

/**
 * The error a finished run ended with, in percent; `null` where the run has none. Older runs have no top-5 error of
 * training.
 */
export const finalError = ({ record }: Run, measure: Measure, top: Top = 'top-1'): number | null => {
  if (record.state !== 'finished' || record.final === null) return null;
  if (measure === 'training') {
    return top === 'top-1' ? record.final.trainingError : (record.final.trainingTop5Error ?? null);
  }
  const last = evaluationRows(record.final.evaluation, measure).at(-1);
  return (top === 'top-1' ? last?.top1Error : last?.top5Error) ?? null;
};

/**
 * What a claim or a cell of the paper is about: an error, or the standard deviation of layer responses, mean over the
 * layers (Figure 7).
 */
export type Quantity = Measure | 'layer-responses';

export const quantityNames: Readonly<Record<Quantity, string>> = {
  ...measureNames,
  'layer-responses': 'layer responses',
};

/** The value a finished run ended with: percent, or a standard deviation; `null` where the run has none. */
export const finalValue = (run: Run, quantity: Quantity, top: Top = 'top-1'): number | null => {
  if (quantity !== 'layer-responses') return finalError(run, quantity, top);
  const responses = Object.values(run.record.final?.layerResponses ?? {});
  return responses.length === 0 ? null : responses.reduce((sum, one) => sum + one, 0) / responses.length;
};
