import type { BudgetName } from '@resnet/run-log';

/** One number of the paper on one budget: what the paper has, and what our runs have. Plain JSON. */
export interface LedgerRow {
  readonly table: string;
  readonly cell: string;
  readonly unit: 'percent' | 'standard deviation';
  /** `null` where the paper draws a curve and prints no number. */
  readonly paper: number | null;
  /** The deviation that the paper prints with a mean over runs. */
  readonly paperDeviation?: number;
  /** What the paper says beside a number or instead of one: `drawn only`. */
  readonly paperRemark: string | null;
  /** Whether the paper quotes it from others: this suite does not train their methods. */
  readonly quoted: boolean;
  /** `null` where it was not run, or no run has finished. */
  readonly ours: LedgerValue | null;
  readonly budget: BudgetName;
  /** Where our runs differ from the paper, as they recorded it. */
  readonly deviations: readonly string[];
  /** Of our runs: `not run`, `seed 2 diverged at iteration 431`. */
  readonly remarks: readonly string[];
  /** Folders below the root of the results. */
  readonly runs: readonly string[];
}

/** Our side of a row. */
export interface LedgerValue {
  /** Runs: those that the mean is of, or that the best was taken of. */
  readonly n: number;
  readonly last: IterationError;
  /** The sample standard deviation of the last errors over the seeds; `null` with one. */
  readonly sd: number | null;
  /**
   * The iteration with the lowest mean; the last one of layer responses, which are taken then alone. Of a test error it
   * is chosen on the test set: it is told, and stands for nothing.
   */
  readonly best: IterationError;
}

export interface IterationError {
  readonly iteration: number;
  /** Mean over the seeds. */
  readonly error: number;
}
