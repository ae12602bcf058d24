import type { Interval } from './interval.js';
import { type ErrorCount, scoreInterval, shareOf } from './score-interval.js';

/** How one share differs from another: the first minus the second, with its interval. */
export interface ShareDifference extends Interval {
  readonly value: number;
}

/**
 * The difference of two shares that were counted independently: Newcombe's hybrid score interval (Statistics in Medicine 17,
 * 1998, 873-890, method 10).
 */
export const independentDifference = (a: ErrorCount, b: ErrorCount): ShareDifference => hybrid(a, b, 0);

/** How two networks did on the same images. */
export interface PairedCounts {
  readonly bothWrong: number;
  readonly onlyFirstWrong: number;
  readonly onlySecondWrong: number;
  readonly bothRight: number;
}

/**
 * The difference of two shares counted on the same images, whose agreement makes it surer: Newcombe's hybrid score interval
 * for paired data (Statistics in Medicine 17, 1998, 2635-2650, method 10).
 */
export const pairedDifference = (counts: PairedCounts): ShareDifference => {
  const { bothWrong, onlyFirstWrong, onlySecondWrong, bothRight } = counts;
  const images = bothWrong + onlyFirstWrong + onlySecondWrong + bothRight;
  const first = { errors: bothWrong + onlyFirstWrong, images };
  const second = { errors: bothWrong + onlySecondWrong, images };
  return hybrid(first, second, agreement(counts));
};

/** The correlation of the two outcomes of an image, one that is positive made smaller by half an image (as Newcombe does). */
const agreement = ({ bothWrong, onlyFirstWrong, onlySecondWrong, bothRight }: PairedCounts): number => {
  const images = bothWrong + onlyFirstWrong + onlySecondWrong + bothRight;
  const [first, second] = [bothWrong + onlyFirstWrong, bothWrong + onlySecondWrong];
  const scale = Math.sqrt(first * (images - first) * second * (images - second));
  if (scale === 0) return 0;
  const excess = bothWrong * bothRight - onlyFirstWrong * onlySecondWrong;
  return (excess > 0 ? Math.max(0, excess - images / 2) : excess) / scale;
};

/** Squares and adds the distances of the ends of both score intervals from their shares. */
const hybrid = (a: ErrorCount, b: ErrorCount, correlation: number): ShareDifference => {
  const [shareA, shareB] = [shareOf(a), shareOf(b)];
  const [ofA, ofB] = [scoreInterval(a), scoreInterval(b)];
  const value = shareA - shareB;
  return {
    value,
    low: value - combined(shareA - ofA.low, ofB.high - shareB, correlation),
    high: value + combined(ofA.high - shareA, shareB - ofB.low, correlation),
  };
};

const combined = (a: number, b: number, correlation: number): number =>
  Math.sqrt(Math.max(0, a ** 2 - 2 * correlation * a * b + b ** 2));
