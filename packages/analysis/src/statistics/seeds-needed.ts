import { standardErrors } from './mean-interval.js';

/** More would not be run. */
export const seedsAtMost = 1000;

/**
 * How many pairs of seeds have an interval no wider to one side than `distance`, with the spread seen so far; `null` where
 * that is more than `seedsAtMost`.
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
    if ((standardErrors(pairs - 1) * deviation) / Math.sqrt(pairs) < distance) return pairs;
  }
  return null;
};
