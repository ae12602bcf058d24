import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { type Interval, tail } from './interval.js';

/** Errors counted on images; a mean over runs may have a fraction of an error. */
export interface ErrorCount {
  readonly errors: number;
  readonly images: number;
}

/** The count as a share, from 0 to 1. */
export const shareOf = ({ errors, images }: ErrorCount): number => errors / images;

const z = normalQuantile(1 - tail, 0, 1);

/** Wilson's score interval of a share (1927): right near 0 and 1 too, where the usual mean ± 1.96 standard errors is not. */
export const scoreInterval = (count: ErrorCount): Interval => {
  const { images } = checked(count);
  const share = shareOf(count);
  const center = share + z ** 2 / (2 * images);
  const margin = z * Math.sqrt((share * (1 - share)) / images + (z / (2 * images)) ** 2);
  const scale = 1 + z ** 2 / images;
  return { low: Math.max(0, (center - margin) / scale), high: Math.min(1, (center + margin) / scale) };
};

const checked = (count: ErrorCount): ErrorCount => {
  const { errors, images } = count;
  if (images > 0 && errors >= 0 && errors <= images) return count;
  throw new RangeError(`expected errors from 0 to the images they are counted on, got ${errors} of ${images}`);
};
