import { type ErrorDifference, signed } from '../statistics/index.js';

/** The difference of two members in one error; `null` where one of them has no such error. */
export interface DifferenceCell {
  readonly difference: ErrorDifference | null;
}

/** `-1.69 (-3.29 to -0.09)`, `+0.09 (-0.80 to +0.97; 3 seeds)`, `–`. */
export const formatDifference = ({ difference }: DifferenceCell): string => {
  if (difference === null) return '–';
  const source = differenceSource(difference);
  const interval = `${signed(difference.low)} to ${signed(difference.high)}`;
  return `${signed(difference.value)} (${source === 'images' ? interval : `${interval}; ${source}`})`;
};

/** What its interval was made from: `images`, `3 seeds`. */
export const differenceSource = ({ from, pairs }: ErrorDifference): string => {
  if (from === 'seeds') return pairs === 0 ? 'seeds, not paired' : `${pairs} seeds`;
  return pairs === 0 ? 'images, different seeds' : 'images';
};
