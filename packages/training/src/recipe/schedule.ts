/** Learning rates, as data so that they can be logged and drawn. */
export type Schedule = DropSchedule | PlateauSchedule;

interface CommonSchedule {
  readonly iterations: number;
  /** The first one after the warm-up. */
  readonly rate: number;
  readonly warmUp: WarmUp | null;
}

/** Rates that drop at fixed iterations (section 4.2). */
export interface DropSchedule extends CommonSchedule {
  readonly kind: 'drops';
  /** From iteration `at` on, the rate is multiplied by `factor`. Ascending. */
  readonly drops: readonly { readonly at: number; readonly factor: number }[];
}

/** Rates that drop when the error plateaus (section 3.4). */
export interface PlateauSchedule extends CommonSchedule {
  readonly kind: 'plateau';
  readonly factor: number;
  readonly error: PlateauError;
  /** Percent by which an error must be below the least one since the last drop to count as lower. */
  readonly threshold: number;
  /** Iterations without a lower error after which the rate drops. */
  readonly patience: number;
  /** No rate is lower. */
  readonly leastRate: number;
}

/**
 * Which error is looked at: that of training, over every `window` mini-batches; or the top-1 error of each evaluation
 * while the run trains, which lets the images that it is evaluated on choose the rates.
 */
export type PlateauError = { readonly kind: 'training'; readonly window: number } | { readonly kind: 'evaluation' };

/**
 * The 110-layer warm-up (section 4.2): `rate` until the training error over the last `window` mini-batches is below
 * `untilError` percent. The schedule's boundaries count from iteration 0 either way.
 */
export interface WarmUp {
  readonly rate: number;
  readonly untilError: number;
  readonly window: number;
}
