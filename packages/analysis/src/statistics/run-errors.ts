import type { Run } from '@resnet/run-log';
import { errorsByIteration, finalError, imagesCounted, type Measure } from '../runs/index.js';
import { mean } from './statistics.js';
import type { ErrorCount } from './score-interval.js';

/** A run with the error it ended with, in percent. */
export interface RunError {
  readonly run: Run;
  readonly error: number;
}

/** Of some runs, those that have an error of this measure. */
export const runErrors = (runs: readonly Run[], measure: Measure): readonly RunError[] =>
  runs.flatMap((run) => {
    const error = finalError(run, measure);
    return error === null ? [] : [{ run, error }];
  });

/** The mean error in percent of at least one run. */
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
