import type { Recipe } from '../recipe/index.js';
import { logProbabilities, meanLogits } from './log-probabilities.js';

/** The scores of every image of a set, gathered view by view in any order. */
export interface ScoreSheet {
  /** Adds the logits [views, classes] of some views of an image. */
  readonly add: (image: number, logits: Float32Array) => void;
  /** The logarithms of an image's class probabilities, [classes], averaged over all its views so far. */
  readonly scores: (image: number) => Float32Array;
}

/**
 * An empty sheet. It holds [images, classes] in float32: 200 MB for the 50,000 validation images. Softmax scores are
 * added up as logarithms, so that none underflows.
 */
export const createScoreSheet = (
  images: number,
  { classes, average }: { readonly classes: number; readonly average: Recipe['cropAverage'] },
): ScoreSheet => {
  const sums = new Float32Array(images * classes);
  const views = new Uint32Array(images);
  const rowOf = (image: number): Float32Array => sums.subarray(image * classes, (image + 1) * classes);
  const add = (image: number, logits: Float32Array): void => {
    const [row, before, added] = [rowOf(image), views[image] ?? 0, logits.length / classes];
    const mean = average === 'softmax' ? logProbabilities(logits, { classes, average }) : meanLogits(logits, classes);
    const weights = [before / (before + added), added / (before + added)] as const;
    for (const [at, value] of mean.entries()) {
      row[at] = before === 0 ? value : joined[average](row[at] ?? 0, value, weights);
    }
    views[image] = before + added;
  };
  const scores = (image: number): Float32Array => {
    const row = rowOf(image);
    return average === 'softmax' ? row : Float32Array.from(logProbabilities(row, { classes, average }));
  };
  return { add, scores };
};

type Join = (a: number, b: number, weights: readonly [number, number]) => number;

/** The average of two averages: of probabilities given as logarithms, or of logits. */
const joined: Readonly<Record<Recipe['cropAverage'], Join>> = {
  softmax: (a, b, [ofA, ofB]) => {
    const largest = Math.max(a, b);
    return largest + Math.log(ofA * Math.exp(a - largest) + ofB * Math.exp(b - largest));
  },
  logits: (a, b, [ofA, ofB]) => ofA * a + ofB * b,
};
