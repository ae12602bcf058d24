import type { Run } from '@resnet/run-log';
import { finalError, type Measure, shortfall, type Top } from '../runs/index.js';
import { mean, sampleDeviation } from '../statistics/index.js';
import { unique } from '../words.js';

/** One quantity over the seeds of one network on one budget, and what a reader must know beside it. */
export interface Measurement {
  /** Errors in percent, one for each finished run. */
  readonly values: readonly number[];
  /** `not run`, `diverged at iteration 431`, …; empty where there is nothing to say. */
  readonly remarks: readonly string[];
}

/** The final errors of runs that differ in their seed alone. */
export const measure = (runs: readonly Run[], kind: Measure, top: Top = 'top-1'): Measurement => {
  const errors = runs.map((run) => finalError(run, kind, top));
  const values = errors.filter((error) => error !== null);
  const shortfalls = runs.map(shortfall);
  const notLogged = runs.filter((_, index) => errors[index] === null && shortfalls[index] === null).length;
  const ofRuns = values.length === 0 ? '' : `${notLogged} of ${runs.length} `;
  return {
    values,
    remarks: [
      ...(runs.length === 0 ? ['not run'] : []),
      ...unique(shortfalls.filter((text) => text !== null)),
      ...(notLogged === 0 ? [] : [`${ofRuns}${missingText(kind, top)}`]),
    ],
  };
};

/** Older runs did not count top-5 errors of training. */
const missingText = (kind: Measure, top: Top): string =>
  top === 'top-5' && kind === 'training' ? 'not logged' : missing[kind];

/** A run on 45,000 images is evaluated on those held out of them, and has no test error. */
const missing: Readonly<Record<Measure, string>> = {
  training: 'no training error',
  'training-set': 'not logged',
  test: 'no test error',
};

/** A percentage with the paper's two decimals. */
export const formatError = (error: number): string => error.toFixed(2);

/** `27.88%`; where a top-5 error is to be shown too, `27.88% (top-5 9.12%)`. */
export const formatErrors = (top1: number, top5: number | null): string =>
  `${formatError(top1)}%${top5 === null ? '' : ` (top-5 ${formatError(top5)}%)`}`;

/** `6.61 ± 0.16 (n = 5)`, `8.75 (n = 1)`, `not run`. */
export const formatMeasurement = ({ values, remarks }: Measurement): string => {
  if (values.length === 0) return remarks.join('; ');
  const spread = values.length < 2 ? '' : ` ± ${formatError(sampleDeviation(values))}`;
  return `${formatError(mean(values))}${spread} (${[`n = ${values.length}`, ...remarks].join('; ')})`;
};
