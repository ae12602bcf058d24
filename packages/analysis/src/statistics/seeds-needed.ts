import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { standardErrors } from './mean-interval.js';

/** More would not be run. */
const seedsAtMost = 1000;

/** About how often so many seeds resolve it, if mean and spread are as seen so far. */
const power = 0.8;

/**
 * About how many pairs of seeds, those seen among them, would have an interval without what is `distance` away four times in
 * five, with the mean and the spread seen so far; `null` where that is more than a thousand.
 */
export const seedsNeeded = ({
  deviation,
  distance,
}: {
  /** The sample standard deviation of the differences, and how far their mean is from what it must be told from. */
  readonly deviation: number;
  readonly distance: number;
}): number | null => {
  for (let pairs = 2; pairs <= seedsAtMost; pairs++) {
    const errors = standardErrors(pairs - 1) + tQuantile(power, pairs - 1);
    if ((errors * deviation) / Math.sqrt(pairs) < distance) return pairs;
  }
  return null;
};
