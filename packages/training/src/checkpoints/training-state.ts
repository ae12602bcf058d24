import type { TrainResult } from '@resnet/engine';
import type { TrainingRow } from '@resnet/run-log';
import {
  type Recipe,
  type PlateauState,
  continueWarmUp,
  initialPlateau,
  plateauAfterIteration,
} from '../recipe/index.js';

/**
 * Where a run stands between two iterations, besides its parameters and momentum: `state.json` of a checkpoint. Data order
 * and augmentation are functions of seed and iteration, so no random state is part of it.
 */
export interface TrainingState {
  /** Iterations done. */
  readonly iteration: number;
  /** Sums over the iterations since the last row of training.csv; exact, since a double survives JSON. */
  readonly interval: {
    readonly iterations: number;
    readonly loss: number;
    readonly errors: number;
    /** `null` where a checkpoint of an older version, which did not count them, lies in the interval. */
    readonly top5Errors: number | null;
  };
  /** While warming up, the misclassified images of each of the last mini-batches; `null` without a warm-up or after it. */
  readonly warmUp: readonly number[] | null;
  /** What a schedule by plateau has seen; `null` for another one. */
  readonly plateau: PlateauState | null;
  /** Whether the running statistics are those averaged after the last iteration. */
  readonly averaged: boolean;
  /** Of the last mini-batch. */
  readonly lastLoss: number | null;
  /** Seconds of training and evaluating so far. */
  readonly wallSeconds: number;
}

const emptyInterval = { iterations: 0, loss: 0, errors: 0, top5Errors: 0 };

/** Before the first iteration. */
export const initialState = ({ schedule }: Pick<Recipe, 'schedule'>): TrainingState => ({
  iteration: 0,
  interval: emptyInterval,
  warmUp: schedule.warmUp && [],
  plateau: initialPlateau(schedule),
  averaged: false,
  lastLoss: null,
  wallSeconds: 0,
});

/** After one more iteration. */
export const advance = (state: TrainingState, recipe: Recipe, result: TrainResult): TrainingState => {
  const { loss, errors } = result;
  const iteration = state.iteration + 1;
  const { schedule, batchSize } = recipe;
  return {
    ...state,
    iteration,
    interval: addResult(state.interval, result),
    warmUp: continueWarmUp(state.warmUp, recipe, errors),
    plateau: plateauAfterIteration(state.plateau, schedule, { iteration, errors, batchSize }),
    lastLoss: loss,
  };
};

const addResult = (sums: TrainingState['interval'], result: TrainResult): TrainingState['interval'] => ({
  iterations: sums.iterations + 1,
  loss: sums.loss + result.loss,
  errors: sums.errors + result.errors,
  top5Errors: sums.top5Errors === null ? null : sums.top5Errors + result.top5Errors,
});

/** After a row of training.csv was written. */
export const withEmptyInterval = (state: TrainingState): TrainingState => ({ ...state, interval: emptyInterval });

/** Mean loss and errors in percent since the last row of training.csv. */
export const intervalAverages = (
  { interval: { iterations, loss, errors, top5Errors } }: TrainingState,
  { batchSize }: Pick<Recipe, 'batchSize'>,
): Pick<TrainingRow, 'loss' | 'error' | 'top5Error'> => {
  const percent = (count: number): number => (100 * count) / (iterations * batchSize);
  return {
    loss: loss / iterations,
    error: percent(errors),
    top5Error: top5Errors === null ? null : percent(top5Errors),
  };
};
