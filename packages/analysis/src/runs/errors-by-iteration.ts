import type { Run } from '@resnet/run-log';
import { evaluationRows, type Measure } from './measure.js';

/** Everything a run logged of a measure: errors in percent by iteration, in their order. */
export const errorsByIteration = (run: Run, measure: Measure): ReadonlyMap<number, number> =>
  new Map(
    measure === 'training'
      ? run.training.map(({ iteration, error }) => [iteration, error])
      : evaluationRows(run.evaluation, measure).map(({ iteration, top1Error }) => [iteration, top1Error]),
  );
