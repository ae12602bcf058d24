import type { Measure, Top } from '../runs/index.js';
import type { ErrorDifference } from '../statistics/index.js';
import type { ComparedSide } from './compared-side.js';

/** Two sides of runs side by side. Plain JSON. */
export interface Comparison {
  readonly left: ComparedSide;
  readonly right: ComparedSide;
  /** The seeds that both have. */
  readonly pairs: readonly number[];
  /** One for each error that both sides have: left minus right, with its interval. Top-5 errors are of 100 classes and more. */
  readonly differences: readonly MeasureDifference[];
  /** Of the test error, left minus right in percentage points, at each iteration that both sides logged: of the runs that its difference is made from. */
  readonly curve: readonly CurvePoint[];
  /** The same of the training error. */
  readonly trainingCurve: readonly CurvePoint[];
  /** What the network is, how long it is trained, and the protocol: the lines in which they differ, or every line. */
  readonly recipe: readonly SideDifference[];
  /** Engine, precision, threads, machine and commit. */
  readonly machine: readonly SideDifference[];
}

export interface MeasureDifference {
  readonly measure: Measure;
  readonly top: Top;
  /** `test error`, `top-5 test error`. */
  readonly name: string;
  /** Of the runs that it is made from: not of every run of a side. */
  readonly seeds: Readonly<Record<'left' | 'right', readonly number[]>>;
  readonly difference: ErrorDifference;
  /** The difference in plain English. */
  readonly sentence: string;
}

export interface CurvePoint {
  readonly iteration: number;
  readonly difference: number;
}

/** What something is on each side; more than one answer where the runs of a side differ among themselves. */
export interface SideDifference {
  readonly what: string;
  readonly left: string;
  readonly right: string;
}
