import { runKey, type Run } from '@resnet/run-log';
import { type ErrorKind, errorsByIteration } from '../../runs/index.js';
import type { Across, CurveVariant } from '../curve-variant.js';

/** One curve of one run, as drawn. */
export interface Line {
  readonly run: Run;
  readonly kind: ErrorKind;
  /** Its name within a chart. */
  readonly line: string;
  readonly points: readonly LinePoint[];
}

export interface LinePoint {
  /** Iterations, a share of 1 or minutes. */
  readonly x: number;
  /** Percent. */
  readonly y: number;
  readonly iteration: number;
}

/**
 * Every row of a run's training error or of its test error (single view; of ImageNet the validation error of center
 * crops), placed across an axis.
 */
export const lineOf = (run: Run, kind: ErrorKind, across: Across): Line => {
  const place = placing(run, across);
  const points = [...errorsByIteration(run, kind)].map(([iteration, y]) => ({ x: place(iteration), y, iteration }));
  return { run, kind, line: `${runKey(run.record)} ${kind}`, points: points.filter(({ x }) => Number.isFinite(x)) };
};

const placing = (run: Run, across: Across): ((iteration: number) => number) => {
  switch (across) {
    case 'iteration':
      return (iteration) => iteration;
    case 'share':
      return (iteration) => iteration / run.record.iterations;
    case 'time':
      return (iteration) => minutesAt(run, iteration);
    default:
      return across satisfies never;
  }
};

/** Minutes since the start of a run, between two rows of its times in proportion; not a number where it has none. */
const minutesAt = ({ timing }: Run, iteration: number): number => {
  const after = timing.findIndex((row) => row.iteration >= iteration);
  const to = timing[after === -1 ? timing.length - 1 : after];
  if (to === undefined) return Number.NaN;
  const from = timing[after - 1] ?? { iteration: 0, wallSeconds: 0 };
  const share = (iteration - from.iteration) / (to.iteration - from.iteration);
  return (from.wallSeconds + Math.min(1, share) * (to.wallSeconds - from.wallSeconds)) / 60;
};

/** Of some points, those that have a place on an axis of errors: a logarithmic one has none for 0. */
export const placed = <Point extends { readonly y: number }>(
  points: readonly Point[],
  variant: CurveVariant | 'difference',
): readonly Point[] => (variant.endsWith('-log') ? points.filter(({ y }) => y > 0) : points);

/** The lines of a panel: those of its members and of its kinds that are switched on. */
export const curvesOf = (
  shown: readonly Run[],
  panel: { readonly members: readonly string[]; readonly kinds: readonly ErrorKind[] },
  { kinds, across }: { readonly kinds: readonly ErrorKind[]; readonly across: Across },
): readonly Line[] =>
  shown
    .filter(({ record }) => panel.members.includes(record.member))
    .flatMap((run) => panel.kinds.filter((kind) => kinds.includes(kind)).map((kind) => lineOf(run, kind, across)))
    .filter(({ points }) => points.length > 0);
