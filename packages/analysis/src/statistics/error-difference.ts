import type { Run } from '@resnet/run-log';
import { type Measure, pairedOutcomes, type Quantity, sameChecksums, type Top } from '../runs/index.js';
import type { Interval } from './interval.js';
import { meanInterval, welchInterval } from './mean-interval.js';
import { errorCount, meanError, type RunError, runValues } from './run-errors.js';
import { scoreInterval } from './score-interval.js';
import { independentDifference, pairedDifference } from './share-difference.js';
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

/**
 * The difference of two sides, each the counted runs of one member on one budget; `null` where a side has no value. The
 * runs of a seed that both have are a pair. No images are sampled for layer responses: `null` also where no two seeds
 * show a spread of them.
 */
export const errorDifference = (
  left: readonly Run[],
  right: readonly Run[],
  quantity: Quantity,
  top: Top = 'top-1',
): ErrorDifference | null => {
  const sides = comparedSides(runValues(left, quantity, top), runValues(right, quantity, top));
  if (sides.left.length === 0 || sides.right.length === 0) return null;
  const ofSeeds = fromSpread(sides);
  if (quantity === 'layer-responses') return ofSeeds && { ...ofSeeds, unit: 'standard deviation' };
  const outcomes = quantity === 'test' && top === 'top-1' ? fromOutcomes : () => null;
  return ofSeeds ?? outcomes(sides) ?? fromImages(sides, quantity);
};

/** The runs whose values a difference of two sides is made from; of one side alone, all that have a value. */
export const comparedRuns = (
  left: readonly Run[],
  right: readonly Run[],
  quantity: Quantity,
  top: Top = 'top-1',
): Readonly<Record<'left' | 'right', readonly Run[]>> => {
  const sides = comparedSides(runValues(left, quantity, top), runValues(right, quantity, top));
  return { left: sides.left.map(({ run }) => run), right: sides.right.map(({ run }) => run) };
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

interface Sides {
  readonly left: readonly RunError[];
  readonly right: readonly RunError[];
  /** How many runs of each are pairs, in one order; 0 where means are compared. */
  readonly pairs: number;
}

/** The runs of the seeds that both have. All, where those are none, or one while the seeds of each side show a spread. */
const comparedSides = (left: readonly RunError[], right: readonly RunError[]): Sides => {
  const pairs = left.flatMap((one) => {
    const other = right.find(({ run }) => run.record.seed === one.run.record.seed);
    return other === undefined ? [] : [[one, other] as const];
  });
  const spreads = [left, right].every((side) => spread(valuesOf(side)));
  if (pairs.length === 0 || (pairs.length === 1 && spreads)) return { left, right, pairs: 0 };
  return { left: pairs.map(([one]) => one), right: pairs.map(([, other]) => other), pairs: pairs.length };
};

/** `null` where there are not two seeds that differ: then they say nothing of the spread between seeds. */
const fromSpread = (sides: Sides): ErrorDifference | null => {
  const [left, right, pairs] = [valuesOf(sides.left), valuesOf(sides.right), sides.pairs];
  if (pairs === 0) {
    if (!spread(left) || !spread(right)) return null;
    return fromSeeds({ ...meansOf(sides), ...welchInterval(left, right), pairs });
  }
  const values = left.map((error, at) => error - (right[at] ?? Number.NaN));
  if (!spread(values)) return null;
  return fromSeeds({ ...meansOf(sides), ...meanInterval(values), pairs, deviation: sampleDeviation(values) });
};

const fromSeeds = (difference: Omit<ErrorDifference, 'unit' | 'from'>): ErrorDifference => ({
  ...difference,
  unit: 'percentage points',
  from: 'seeds',
});

/** Of one run on each side that recorded which test images it got wrong by top-1. */
const fromOutcomes = (sides: Sides): ErrorDifference | null => {
  const [left, right] = [sides.left, sides.right].map((errors) => (errors.length === 1 ? errors[0]?.run : undefined));
  if (left === undefined || right === undefined) return null;
  const outcomes = pairedOutcomes(left, right);
  return outcomes && { ...ofImages(sides, pairedDifference(outcomes)), images: 'paired' };
};

const fromImages = (sides: Sides, measure: Measure): ErrorDifference => ({
  ...ofImages(sides, independentDifference(errorCount(sides.left, measure), errorCount(sides.right, measure))),
  images: !sawSameImages(sides, measure) ? 'different' : measure === 'training-set' ? 'whole set' : 'unpaired',
});

/** Mini-batches of different seeds are not the same images, nor are training sets of other sizes, nor other files. */
const sawSameImages = ({ left, right, pairs }: Sides, measure: Measure): boolean => {
  const [first, ...others] = [...left, ...right].map(({ run }) => run);
  if (first === undefined || !others.every((run) => sameChecksums(first, run))) return false;
  if (measure === 'test') return true;
  const { trainingImages } = first.record.dataset;
  const sameSize = others.every(({ record }) => record.dataset.trainingImages === trainingImages);
  return sameSize && (measure === 'training-set' || pairs > 0);
};

const ofImages = (sides: Sides, { low, high }: Interval): ErrorDifference => ({
  ...meansOf(sides),
  ...{ low: 100 * low, high: 100 * high, unit: 'percentage points', from: 'images' },
  pairs: sides.pairs,
});

const valuesOf = (errors: readonly RunError[]): readonly number[] => errors.map(({ error }) => error);

const meansOf = (sides: Sides): Pick<ErrorDifference, 'value' | 'left' | 'right'> => {
  const [left, right] = [meanError(sides.left), meanError(sides.right)];
  return { value: left - right, left, right };
};

/** Errors are logged in ten-thousandths of a percent: what differs by less is rounding. */
const spread = (values: readonly number[]): boolean =>
  values.length > 1 && Math.max(...values) - Math.min(...values) > 1e-6;
