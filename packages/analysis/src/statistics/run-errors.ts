import type { Run } from '@resnet/run-log';
import { errorsByIteration, finalValue, imagesCounted, type Measure, type Quantity, type Top } from '../runs/index.js';
import { mean } from './statistics.js';
import type { ErrorCount } from './score-interval.js';

/** A run with the error it ended with, in percent, or another value. */
export interface RunError {
  readonly run: Run;
  readonly error: number;
}

/** Of some runs, those that have a value of this quantity. */
export const runValues = (runs: readonly Run[], quantity: Quantity, top: Top = 'top-1'): readonly RunError[] =>
  runs.flatMap((run) => {
    const error = finalValue(run, quantity, top);
    return error === null ? [] : [{ run, error }];
  });

/** Of the first so many of some runs the one with the lowest error, as the paper takes the best of five; `null` of fewer. */
export const bestRun = (errors: readonly RunError[], count: number): RunError | null =>
  errors.length < count ? null : errors.slice(0, count).reduce((best, one) => (one.error < best.error ? one : best));

/** The mean over at least one run. */
export const meanError = (errors: readonly RunError[]): number => mean(errors.map(({ error }) => error));

/**
 * The mean error of runs as errors counted on images. Each run is trained on mini-batches of its own drawing; the other sets
 * are the same for all, which more runs make no more of.
 */
export const errorCount = (errors: readonly RunError[], measure: Measure): ErrorCount => {
  const counted = errors.map(({ run }) => imagesCounted(run, measure));
  const images = measure === 'training' ? counted.reduce((sum, one) => sum + one, 0) : mean(counted);
  return { errors: (meanError(errors) / 100) * images, images };
};

/** The mean errors of runs by iteration, where all of them logged one. */
export const meanErrors = (runs: readonly Run[], measure: Measure): ReadonlyMap<number, number> => {
  const curves = runs.map((run) => errorsByIteration(run, measure));
  const iterations = [...(curves[0]?.keys() ?? [])].filter((iteration) =>
    curves.every((curve) => curve.has(iteration)),
  );
  return new Map(
    iterations.map((iteration) => [iteration, mean(curves.map((curve) => curve.get(iteration) ?? Number.NaN))]),
  );
};
