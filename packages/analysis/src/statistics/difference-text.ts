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

/** `1.24 points higher`. */
export const pointsText = (points: number): string =>
  `${Math.abs(points).toFixed(2)} points ${points < 0 ? 'lower' : 'higher'}`;

/** `+1.53`, `-0.20`; `0.00` where nothing is left of it. */
export const signed = (points: number): string =>
  isLevel(points) ? '0.00' : `${points < 0 ? '-' : '+'}${Math.abs(points).toFixed(2)}`;

/** `95% interval 0.40 to 2.08 points higher`, `95% interval 0.10 points lower to 1.70 points higher`. */
export const intervalText = ({ low, high }: Interval): string => {
  if (low < 0 && high > 0) return `95% interval ${pointsText(low)} to ${pointsText(high)}`;
  const [near, far] = high > 0 ? [low, high] : [high, low];
  return `95% interval ${Math.abs(near).toFixed(2)} to ${pointsText(far)}`;
};

/** What the interval was made from, and what is not in it. */
export const sourceText = ({ from, pairs, images }: ErrorDifference): string => {
  if (from === 'seeds') return pairs === 0 ? 'from means over seeds that are not paired' : `from ${pairs} seeds`;
  return `from ${imagesText[images ?? 'alone']}; ${seedsRemark(pairs)}`;
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
