import { type Measure, pairedOutcomes, sameChecksums } from '../runs/index.js';
import type { ErrorDifference } from './error-difference.js';
import type { Interval } from './interval.js';
import { errorCount } from './run-errors.js';
import { independentDifference, pairedDifference } from './share-difference.js';
import { meansOf, type Sides } from './sides.js';

/** Of one run on each side that recorded which test images it got wrong by top-1. */
export const fromOutcomes = (sides: Sides): ErrorDifference | null => {
  const [left, right] = [sides.left, sides.right].map((errors) => (errors.length === 1 ? errors[0]?.run : undefined));
  if (left === undefined || right === undefined) return null;
  const outcomes = pairedOutcomes(left, right);
  return outcomes && { ...ofImages(sides, pairedDifference(outcomes)), images: 'paired' };
};

/** As if each side had seen images of its own. */
export const fromImages = (sides: Sides, measure: Measure): ErrorDifference => ({
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
