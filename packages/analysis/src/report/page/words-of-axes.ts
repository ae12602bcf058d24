import { formatCount } from '../../words.js';
import type { Across, ErrorScale } from '../curve-variant.js';

/** What the horizontal axis can be, for people. */
export const acrossLabels: Readonly<Record<Across, string>> = {
  iteration: 'iterations',
  share: 'share of the training',
  time: 'time since the start',
};

/** How errors can be spaced, for people. */
export const scaleLabels: Readonly<Record<ErrorScale, string>> = { linear: 'linear', log: 'logarithmic' };

/** A place on the horizontal axis: `iteration 4,000`, `50.0% of the training`, `12.3 minutes`. */
export const placeText = (x: number, across: Across): string => {
  switch (across) {
    case 'iteration':
      return `iteration ${formatCount(Math.round(x))}`;
    case 'share':
      return `${(100 * x).toFixed(1)}% of the training`;
    case 'time':
      return `${x.toFixed(1)} minutes`;
    default:
      return across satisfies never;
  }
};
