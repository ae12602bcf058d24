import type { ErrorDifference } from './error-difference.js';
import { meanInterval, oneRunInterval, welchInterval } from './mean-interval.js';
import { meansOf, type Sides, spread, valuesOf } from './sides.js';
import { sampleDeviation } from './statistics.js';

/** Over the differences of pairs; `null` where no two of them differ: then they say nothing of the spread between seeds. */
export const fromPairs = (sides: Sides): ErrorDifference | null => {
  const [left, right] = [valuesOf(sides.left), valuesOf(sides.right)];
  const values = left.map((error, at) => error - (right[at] ?? Number.NaN));
  if (!spread(values)) return null;
  return fromSeeds({
    ...meansOf(sides),
    ...meanInterval(values),
    pairs: sides.pairs,
    deviation: sampleDeviation(values),
  });
};

/** Means over seeds that are not paired; `null` where a side shows no spread. */
export const fromMeans = (sides: Sides): ErrorDifference | null => {
  const [left, right] = [valuesOf(sides.left), valuesOf(sides.right)];
  if (!spread(left) || !spread(right)) return null;
  return fromSeeds({ ...meansOf(sides), ...welchInterval(left, right), pairs: 0 });
};

/** A mean over seeds and one run that is taken to spread as they do; `null` where the sides are not that. */
export const fromOneSide = (sides: Sides): ErrorDifference | null => {
  const [left, right] = [valuesOf(sides.left), valuesOf(sides.right)];
  const spreadOf = spread(left) && right.length === 1 ? 'left' : spread(right) && left.length === 1 ? 'right' : null;
  if (spreadOf === null) return null;
  const means = meansOf(sides);
  const interval = oneRunInterval(means.value, spreadOf === 'left' ? left : right);
  return { ...fromSeeds({ ...means, ...interval, pairs: 0 }), spreadOf };
};

/** The difference with an interval from seeds. */
export const fromSeeds = (difference: Omit<ErrorDifference, 'unit' | 'from'>): ErrorDifference => ({
  ...difference,
  unit: 'percentage points',
  from: 'seeds',
});
