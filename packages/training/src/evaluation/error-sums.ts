import type { EvaluationRow } from '@resnet/run-log';
import { rankOf } from './rank.js';

/** Mean softmax cross-entropy, and errors in percent. */
export type Errors = Pick<EvaluationRow, 'loss' | 'top1Error' | 'top5Error'>;

/** Sums up losses and errors image by image. */
export interface ErrorSums {
  /** Adds an image by its class and the logarithms of its class probabilities; gives the place of its class, from 1. */
  readonly add: (label: number, scores: ArrayLike<number>) => number;
  /** Of the images added so far. */
  readonly errors: () => Errors;
}

/** Sums of no images yet. */
export const createErrorSums = (): ErrorSums => {
  const sums = { images: 0, loss: 0, top1: 0, top5: 0 };
  return {
    add: (label, scores) => {
      const rank = rankOf(label, scores);
      sums.images += 1;
      sums.loss -= scores[label] ?? NaN;
      sums.top1 += rank > 1 ? 1 : 0;
      sums.top5 += rank > 5 ? 1 : 0;
      return rank;
    },
    errors: () => {
      const { images, loss, top1, top5 } = sums;
      return { loss: loss / images, top1Error: (100 * top1) / images, top5Error: (100 * top5) / images };
    },
  };
};
