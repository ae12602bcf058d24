import type { ErrorDifference } from './error-difference.js';
import type { Interval } from './interval.js';

/** `plain-56 has 44.35 points higher training error than plain-20 (56.62% against 12.27%; 95% interval …).`: all there is to say of a difference. */
export const differenceSentence = (
  difference: ErrorDifference,
  { left, right, error }: Readonly<Record<'left' | 'right' | 'error', string>>,
): string => {
  const errors = `${difference.left.toFixed(2)}% against ${difference.right.toFixed(2)}%`;
  const howMuch = isLevel(difference.value) ? `the same ${error} as` : `${pointsText(difference.value)} ${error} than`;
  return `${left} has ${howMuch} ${right} (${errors}; ${intervalText(difference)}, ${sourceText(difference)}).`;
};

/** Nothing is left of it in the decimals that are told. */
const isLevel = (points: number): boolean => Math.abs(points) < 0.005;

/** `1.24 points higher`; with more decimals where they are asked for. */
const pointsText = (points: number, decimals = 2): string =>
  `${Math.abs(points).toFixed(decimals)} points ${points < 0 ? 'lower' : 'higher'}`;

/** `1.24 points higher than`; `the same as` where nothing is left of it. */
export const pointsThan = (points: number): string => (isLevel(points) ? 'the same as' : `${pointsText(points)} than`);

/** `+1.53`, `-0.20`; `0.00` where nothing is left of it. */
export const signed = (points: number): string =>
  isLevel(points) ? '0.00' : `${points < 0 ? '-' : '+'}${Math.abs(points).toFixed(2)}`;

/** `95% interval 0.40 to 2.08 points higher`, `95% interval 0.10 points lower to 1.70 points higher`. */
export const intervalText = ({ low, high }: Interval): string => {
  // An end that is not 0 must not read so: a verdict may hang on it.
  const decimals = Math.max(...[low, high].map(decimalsOf));
  if (low < 0 && high > 0) return `95% interval ${pointsText(low, decimals)} to ${pointsText(high, decimals)}`;
  const [near, far] = high > 0 ? [low, high] : [high, low];
  return `95% interval ${Math.abs(near).toFixed(decimals)} to ${pointsText(far, decimals)}`;
};

/** Two, or as many as leave something of it; four at most, which is what errors are logged in. */
const decimalsOf = (points: number): number =>
  points !== 0 && isLevel(points) ? Math.min(4, Math.ceil(-Math.log10(Math.abs(points)))) : 2;

/** What the interval was made from, and what is not in it. */
export const sourceText = ({ from, spreadOf, pairs, images }: ErrorDifference): string => {
  if (spreadOf !== undefined)
    return 'from the spread between the seeds of one side, taken for both: the other has one seed';
  if (from === 'seeds') return pairs === 0 ? 'from means over seeds that are not paired' : `from ${pairs} seeds`;
  return `from ${imagesText[images ?? 'alone']}; ${seedsRemark(pairs)}`;
};

/** The same in a cell: `3 seeds`, `seeds, not paired`, `seeds of one side`, `images, paired`, `images, unpaired; different seeds`. */
export const shortSource = ({ from, spreadOf, pairs, images }: ErrorDifference): string => {
  if (spreadOf !== undefined) return 'seeds of one side';
  if (from === 'seeds') return pairs === 0 ? 'seeds, not paired' : `${pairs} seeds`;
  const which = { paired: ', paired', unpaired: ', unpaired', different: ', other ones', 'whole set': ', whole set' };
  return `images${images === undefined ? '' : which[images]}${pairs === 0 ? '; different seeds' : ''}`;
};

const seedsRemark = (pairs: number): string => {
  if (pairs > 1) return `the ${pairs} seeds show no spread`;
  return pairs === 1
    ? 'one seed says nothing of the spread between seeds'
    : 'the sides share no seed, and how much seeds differ is not in it';
};

/**
 * Where both sides saw the same images, which of them each got wrong is logged of some test sets alone. Sides that did not
 * may have seen some of the same: training sets of 45,000 and 50,000 images share 45,000.
 */
const imagesText: Readonly<Record<NonNullable<ErrorDifference['images']> | 'alone', string>> = {
  paired: 'the sampling of images, paired',
  unpaired: 'the sampling of images, unpaired',
  different: 'the sampling of images, not the same ones on each side',
  'whole set': 'the images of the training set as if they were a sample, unpaired',
  alone: 'the sampling of images',
};
