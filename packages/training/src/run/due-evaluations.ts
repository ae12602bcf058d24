import type { EvaluationRow, Split } from '@resnet/run-log';
import type { RunPlan } from '../start/index.js';

/** Where a run stands, and what it has logged. */
export interface EvaluationsSoFar {
  readonly iteration: number;
  /** Whether that is the last. */
  readonly last: boolean;
  readonly rows: readonly EvaluationRow[];
}

/**
 * What an iteration that has evaluations is still to be evaluated on. After the last one that is also all training images,
 * as they are, unless the recipe leaves them out: their error in training is of crops, while weights move.
 */
export const splitsDue = (
  { recipe, source }: Pick<RunPlan, 'recipe' | 'source'>,
  { iteration, last, rows }: EvaluationsSoFar,
): readonly Split[] => {
  const { evaluated, protocol } = source;
  const whole = last && recipe.log.trainingSetEvaluation !== 'never';
  const splits: readonly Split[] = [evaluated, ...(whole ? (['training'] as const) : [])];
  const isLogged = (split: Split): boolean =>
    rows.some((row) => row.iteration === iteration && row.protocol === protocol && row.split === split);
  return splits.filter((split) => !isLogged(split));
};

/** Images that are still to be evaluated, those after this iteration among them. */
export const imagesLeft = (
  { recipe, source }: Pick<RunPlan, 'recipe' | 'source'>,
  { iteration }: Pick<EvaluationsSoFar, 'iteration'>,
): number => {
  const { log, schedule, testStatistics } = recipe;
  const evaluationsBefore = (end: number): number => Math.floor((end - 1) / log.evaluationEvery);
  const evaluations = evaluationsBefore(schedule.iterations) - evaluationsBefore(iteration) + 1;
  const passes = [log.trainingSetEvaluation !== 'never', testStatistics === 'exact-average'].filter(Boolean).length;
  return evaluations * source.count(source.evaluated) + passes * source.count('training');
};
