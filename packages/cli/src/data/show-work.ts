import { showBar, type Display } from '../show-bar.js';

/** How far some work is, for people. */
export interface Work {
  /** From 0 to 1. */
  readonly share: number;
  /** What has been done and how fast, as `3,412 of 9,469 pictures, 210 pictures/s`. */
  readonly details: string;
}

/** Shows how far some work is. */
export const showWork = (name: string): Display<Work> =>
  showBar({
    ...{ name, counter: '{percentage}%', ends: false },
    show: ({ share, details }) => ({
      ...{ value: share, total: 1, beside: details },
      line: `${(100 * share).toFixed(1)}%, ${details}`,
    }),
  });
