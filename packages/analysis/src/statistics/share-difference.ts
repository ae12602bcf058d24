import type { PairedOutcomes } from '../runs/index.js';
import type { Interval } from './interval.js';
import { type ErrorCount, scoreInterval, shareOf } from './score-interval.js';

/**
 * The interval of the difference of two shares that were counted independently: Newcombe's hybrid score interval
 * (Statistics in Medicine 17, 1998, 873-890, method 10).
 */
export const independentDifference = (a: ErrorCount, b: ErrorCount): Interval => hybrid(a, b, 0);

/**
 * The interval of the difference of two shares counted on the same images, which is surer the more the two
 * agree: Newcombe's hybrid score interval for paired data (Statistics in Medicine 17, 1998, 2635-2650, method 10).
 */
export const pairedDifference = (outcomes: PairedOutcomes): Interval => {
  const { images, first, second } = marginsOf(outcomes);
  return hybrid({ errors: first, images }, { errors: second, images }, agreement(outcomes));
};

const marginsOf = ({ bothWrong, onlyFirstWrong, onlySecondWrong, bothRight }: PairedOutcomes) => ({
  images: bothWrong + onlyFirstWrong + onlySecondWrong + bothRight,
  first: bothWrong + onlyFirstWrong,
  second: bothWrong + onlySecondWrong,
});

/** The correlation of the two outcomes of an image, one that is positive made smaller by half an image, as Newcombe does. */
const agreement = (outcomes: PairedOutcomes): number => {
  const { bothWrong, onlyFirstWrong, onlySecondWrong, bothRight } = outcomes;
  const { images, first, second } = marginsOf(outcomes);
  const scale = Math.sqrt(first * (images - first) * second * (images - second));
  if (scale === 0) return 0;
  const excess = bothWrong * bothRight - onlyFirstWrong * onlySecondWrong;
  return (excess > 0 ? Math.max(0, excess - images / 2) : excess) / scale;
};

/** Adds the squared distances of the ends of both score intervals from their shares, less what the two have in common. */
const hybrid = (a: ErrorCount, b: ErrorCount, correlation: number): Interval => {
  const [shareA, shareB] = [shareOf(a), shareOf(b)];
  const [ofA, ofB] = [scoreInterval(a), scoreInterval(b)];
  const value = shareA - shareB;
  return {
    low: value - combined(shareA - ofA.low, ofB.high - shareB, correlation),
    high: value + combined(ofA.high - shareA, shareB - ofB.low, correlation),
  };
};

const combined = (a: number, b: number, correlation: number): number =>
  Math.sqrt(Math.max(0, a ** 2 - 2 * correlation * a * b + b ** 2));
