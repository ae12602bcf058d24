import { type ErrorDifference, shortSource, signed } from '../statistics/index.js';

/** The difference of two members in one error; `null` where one of them has no such error. */
export interface DifferenceCell {
  readonly difference: ErrorDifference | null;
}

/** `-1.69 (-3.29 to -0.09)`, `+0.09 (-0.80 to +0.97; 3 seeds)`, `–`: where nothing is said it is from images, of the same seeds. */
export const formatDifference = ({ difference }: DifferenceCell): string => {
  if (difference === null) return '–';
  const { value, low, high, from, pairs } = difference;
  const source = from === 'seeds' ? shortSource(difference) : pairs === 0 ? 'different seeds' : null;
  const interval = `${signed(low)} to ${signed(high)}`;
  return `${signed(value)} (${source === null ? interval : `${interval}; ${source}`})`;
};
