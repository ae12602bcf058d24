import type { TrainResult } from '@resnet/engine';
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
  readonly interval: { readonly iterations: number; readonly loss: number; readonly errors: number };
  /** While warming up, the misclassified images of each of the last mini-batches; `null` without a warm-up or after it. */
  readonly warmUp: readonly number[] | null;
  /** What a schedule by plateau has seen; `null` for another one. */
  readonly plateau: PlateauState | null;
  /** Of the last mini-batch. */
  readonly lastLoss: number | null;
  /** Seconds of training and evaluating so far. */
  readonly wallSeconds: number;
}

const emptyInterval = { iterations: 0, loss: 0, errors: 0 };

/** Before the first iteration. */
export const initialState = ({ schedule }: Pick<Recipe, 'schedule'>): TrainingState => ({
  iteration: 0,
  interval: emptyInterval,
  warmUp: schedule.warmUp && [],
  plateau: initialPlateau(schedule),
  lastLoss: null,
  wallSeconds: 0,
});

/** After one more iteration. */
export const advance = (state: TrainingState, recipe: Recipe, { loss, errors }: TrainResult): TrainingState => {
  const { iterations, loss: lossSum, errors: errorSum } = state.interval;
  const iteration = state.iteration + 1;
  const { schedule, batchSize } = recipe;
  return {
    ...state,
    iteration,
    interval: { iterations: iterations + 1, loss: lossSum + loss, errors: errorSum + errors },
    warmUp: continueWarmUp(state.warmUp, recipe, errors),
    plateau: plateauAfterIteration(state.plateau, schedule, { iteration, errors, batchSize }),
    lastLoss: loss,
  };
};

/** After a row of training.csv was written. */
export const withEmptyInterval = (state: TrainingState): TrainingState => ({ ...state, interval: emptyInterval });

/** Mean loss and error in percent since the last row of training.csv. */
export const intervalAverages = (
  { interval: { iterations, loss, errors } }: TrainingState,
  { batchSize }: Pick<Recipe, 'batchSize'>,
): { readonly loss: number; readonly error: number } => ({
  loss: loss / iterations,
  error: (100 * errors) / (iterations * batchSize),
});
