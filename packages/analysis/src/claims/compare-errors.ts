import type { MeanError } from './member-errors.js';

/** How one error differs from another, in points. */
export interface ErrorDifference {
  /** The first minus the second. */
  readonly points: number;
  /** Half of the 95% interval that the sampling of images leaves. */
  readonly margin: number;
  /** Whether it is more than sampling makes, and no run of one side contradicts it. */
  readonly clear: boolean;
}

/** Standard errors to each side of a mean that hold 95% of a normal distribution. */
const standardErrors = 1.96;

/** The difference of two errors, with what of it the images alone explain. */
export const compareErrors = (a: MeanError, b: MeanError): ErrorDifference => {
  const points = a.mean - b.mean;
  const margin = standardErrors * Math.hypot(a.standardError, b.standardError);
  const [lower, higher] = points < 0 ? [a, b] : [b, a];
  const apart = Math.max(...lower.values) < Math.min(...higher.values);
  return { points, margin, clear: Math.abs(points) > margin && apart };
};
