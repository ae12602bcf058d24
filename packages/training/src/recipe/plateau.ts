import type { PlateauSchedule, Schedule } from './schedule.js';

/** What a schedule by plateau has seen so far: part of a checkpoint. */
export interface PlateauState {
  /** How often the rate has dropped. */
  readonly drops: number;
  /** The least error in percent since the last drop, and after which iteration it was seen; `null` before the first look. */
  readonly least: { readonly error: number; readonly iteration: number } | null;
  /** After which iteration an error was last looked at. */
  readonly lookedAt: number;
  /** The training error since then. */
  readonly window: { readonly iterations: number; readonly errors: number };
}

const emptyWindow = { iterations: 0, errors: 0 };

/** Before the first iteration; `null` for another schedule. */
export const initialPlateau = (schedule: Schedule): PlateauState | null =>
  schedule.kind === 'plateau' ? { drops: 0, least: null, lookedAt: 0, window: emptyWindow } : null;

export interface TrainedIteration {
  /** Iterations done, this one included. */
  readonly iteration: number;
  /** Misclassified images of its mini-batch. */
  readonly errors: number;
  readonly batchSize: number;
}

/** After one more iteration: looks at the training error where that is what the schedule goes by and its window is full. */
export const plateauAfterIteration = (
  state: PlateauState | null,
  schedule: Schedule,
  { iteration, errors, batchSize }: TrainedIteration,
): PlateauState | null => {
  if (state === null || schedule.kind !== 'plateau' || schedule.error.kind !== 'training') return state;
  const window = { iterations: state.window.iterations + 1, errors: state.window.errors + errors };
  if (window.iterations < schedule.error.window) return { ...state, window };
  const error = (100 * window.errors) / (window.iterations * batchSize);
  return look({ ...state, window: emptyWindow }, schedule, { iteration, error });
};

/** After an evaluation, once for its iteration: looks at its top-1 error where the schedule goes by that. */
export const plateauAfterEvaluation = (
  state: PlateauState | null,
  schedule: Schedule,
  seen: { readonly iteration: number; readonly error: number },
): PlateauState | null => {
  if (state === null || schedule.kind !== 'plateau' || schedule.error.kind !== 'evaluation') return state;
  return state.lookedAt === seen.iteration ? state : look(state, schedule, seen);
};

const look = (
  state: PlateauState,
  schedule: PlateauSchedule,
  seen: { readonly iteration: number; readonly error: number },
): PlateauState => {
  const looked = { ...state, lookedAt: seen.iteration };
  const { least } = state;
  if (least === null || seen.error < least.error - schedule.threshold) return { ...looked, least: seen };
  if (seen.iteration - least.iteration < schedule.patience || isLeast(state, schedule)) return looked;
  return { ...looked, drops: state.drops + 1, least: null };
};

const isLeast = ({ drops }: PlateauState, { rate, factor, leastRate }: PlateauSchedule): boolean =>
  // Rates have at most twelve digits: see `rateAt`.
  Number((rate * factor ** (drops + 1)).toPrecision(12)) < leastRate;
