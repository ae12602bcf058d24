import type { Run } from '@resnet/run-log';
import { type ErrorKind, errorsByIteration } from '../runs/index.js';
import { mean } from '../statistics/index.js';
import { printedName } from '../words.js';

/** An error over the iterations of one run, thinned for drawing; the arrays have one entry for each point. */
export interface Curve {
  /** As printed: `ResNet-56`. */
  readonly member: string;
  readonly kind: ErrorKind;
  readonly iteration: readonly number[];
  /** Percent. */
  readonly error: readonly number[];
}

interface Point {
  readonly iteration: number;
  readonly error: number;
}

/** Enough for a panel a few hundred pixels wide, few enough to read a specification's diff. */
const pointsPerCurve = 200;

/** The training or test curve of a run. Rows are joined in equal intervals: training averages them, test keeps the last. */
export const curveOf = (run: Run, kind: ErrorKind): Curve => {
  const points = [...errorsByIteration(run, kind)].map(([iteration, error]) => ({ iteration, error }));
  const thinned = thin(points, run.record.iterations, joins[kind]);
  return {
    member: printedName(run.record.member),
    kind,
    iteration: thinned.map(({ iteration }) => iteration),
    error: thinned.map(({ error }) => Number(error.toFixed(2))),
  };
};

const joins: Readonly<Record<ErrorKind, (errors: readonly number[]) => number>> = {
  training: mean,
  test: (errors) => errors.at(-1) ?? Number.NaN,
};

const thin = (
  points: readonly Point[],
  iterations: number,
  join: (errors: readonly number[]) => number,
): readonly Point[] => {
  const groups = new Map<number, Point[]>();
  for (const point of points) {
    const interval = Math.ceil((point.iteration * pointsPerCurve) / iterations);
    groups.set(interval, [...(groups.get(interval) ?? []), point]);
  }
  return [...groups.values()].map((group) => ({
    iteration: Math.max(...group.map(({ iteration }) => iteration)),
    error: join(group.map(({ error }) => error)),
  }));
};
