import type { Run } from '@resnet/run-log';
import type { Measure, Quantity, Top } from '../runs/index.js';
import { comparedSides } from './compared-sides.js';
import { fromImages, fromOutcomes } from './image-difference.js';
import type { Interval } from './interval.js';
import { meanInterval } from './mean-interval.js';
import { errorCount, meanError, runValues } from './run-errors.js';
import { scoreInterval } from './score-interval.js';
import { fromMeans, fromOneSide, fromPairs, fromSeeds } from './seed-difference.js';
import { type Sides, spread, valuesOf } from './sides.js';
import { sampleDeviation } from './statistics.js';

/** How the error of some runs differs from that of others, or from a number, with its 95% interval. Plain JSON. */
export interface ErrorDifference extends Interval {
  /** The left error minus the right one. */
  readonly value: number;
  /** The mean errors that were compared, percent. */
  readonly left: number;
  readonly right: number;
  readonly unit: 'percentage points' | 'standard deviation';
  /**
   * What the interval was made from: how seeds differ (Student, Welch), or, where no two seeds show a spread, how images do
   * (Wilson, Newcombe). The latter knows nothing of the spread between seeds.
   */
  readonly from: 'seeds' | 'images';
  /**
   * The side whose seeds show the spread, where the other has a single run: its spread is taken for both. Only where that
   * makes a wider interval than images do: seeds that happen to be close are no reason to be surer.
   */
  readonly spreadOf?: 'left' | 'right';
  /**
   * Seeds that are compared pair by pair; with a number to the right, all there are. 0: the means of the sides are
   * compared. Where the interval is then made from images, the sides share no seed.
   */
  readonly pairs: number;
  /**
   * Where the interval of two sides is made from images: whether it knows which of them each side got wrong. Unpaired
   * it is wider than their sampling makes it, since both saw the same images; of different images it is right, but for
   * those that both saw. Of the whole training set no images are sampled: it counts as if it were a sample of more.
   */
  readonly images?: 'paired' | 'unpaired' | 'different' | 'whole set';
  /** The sample standard deviation over the pairs; absent where it is not known. */
  readonly deviation?: number;
}

/** A difference, and the runs whose values it is made from; of one side alone, all that have a value. */
export interface ComparedErrors {
  readonly left: readonly Run[];
  readonly right: readonly Run[];
  readonly difference: ErrorDifference | null;
}

/**
 * The difference of two sides, each the counted runs of one member on one budget; `null` where a side has no value. The
 * runs of a seed that both have are a pair. No images are sampled for layer responses: `null` also where no two seeds
 * show a spread of them.
 */
export const compareErrors = (
  left: readonly Run[],
  right: readonly Run[],
  quantity: Quantity,
  top: Top = 'top-1',
): ComparedErrors => {
  const all = { left: runValues(left, quantity, top), right: runValues(right, quantity, top), pairs: 0 };
  const sides = comparedSides(all);
  const difference = differenceOf(sides, quantity, top);
  const ofOneSide = fromOneSide(all);
  return ofOneSide !== null && width(ofOneSide) > width(difference)
    ? comparedErrors(all, withUnit(ofOneSide, quantity))
    : comparedErrors(sides, difference);
};

const comparedErrors = (sides: Sides, difference: ErrorDifference | null): ComparedErrors => ({
  left: sides.left.map(({ run }) => run),
  right: sides.right.map(({ run }) => run),
  difference,
});

const width = (interval: Interval | null): number => (interval === null ? 0 : interval.high - interval.low);

const withUnit = (difference: ErrorDifference, quantity: Quantity): ErrorDifference =>
  quantity === 'layer-responses' ? { ...difference, unit: 'standard deviation' } : difference;

const differenceOf = (sides: Sides, quantity: Quantity, top: Top): ErrorDifference | null => {
  if (sides.left.length === 0 || sides.right.length === 0) return null;
  const ofSeeds = sides.pairs === 0 ? fromMeans(sides) : fromPairs(sides);
  if (quantity === 'layer-responses') return ofSeeds && withUnit(ofSeeds, quantity);
  const outcomes = quantity === 'test' && top === 'top-1' ? fromOutcomes : () => null;
  return ofSeeds ?? outcomes(sides) ?? fromImages(sides, quantity);
};

/** The difference of runs from a number that is taken as it is; `null` where no run has an error. */
export const differenceFrom = (runs: readonly Run[], percent: number, measure: Measure): ErrorDifference | null => {
  const errors = runValues(runs, measure);
  if (errors.length === 0) return null;
  const means = { left: meanError(errors), right: percent };
  const values = valuesOf(errors).map((error) => error - percent);
  const common = { ...means, value: means.left - percent, pairs: errors.length };
  if (spread(values)) return fromSeeds({ ...common, ...meanInterval(values), deviation: sampleDeviation(values) });
  const { low, high } = scoreInterval(errorCount(errors, measure));
  return { ...common, low: 100 * low - percent, high: 100 * high - percent, unit: 'percentage points', from: 'images' };
};
