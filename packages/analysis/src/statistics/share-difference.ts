import type { Interval } from './interval.js';
import { type ErrorCount, scoreInterval, shareOf } from './score-interval.js';

/** How one share differs from another: the first minus the second, with its interval. */
export interface ShareDifference extends Interval {
  readonly value: number;
}

/**
 * The difference of two shares that were counted independently: Newcombe's hybrid score interval (Statistics in Medicine 17,
 * 1998, 873-890, method 10), the distances of the ends of both score intervals from their shares, squared and added.
 */
export const independentDifference = (a: ErrorCount, b: ErrorCount): ShareDifference => {
  const [shareA, shareB] = [shareOf(a), shareOf(b)];
  const [ofA, ofB] = [scoreInterval(a), scoreInterval(b)];
  const value = shareA - shareB;
  return {
    value,
    low: value - Math.hypot(shareA - ofA.low, ofB.high - shareB),
    high: value + Math.hypot(ofA.high - shareA, shareB - ofB.low),
  };
};
