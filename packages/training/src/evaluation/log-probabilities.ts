import type { Recipe } from '../recipe/index.js';

/**
 * The logarithms of one image's class probabilities, [classes], from the logits [views, classes] of its views: softmax
 * scores averaged over the views, or logits averaged before one softmax.
 */
export const logProbabilities = (
  logits: Float32Array,
  { classes, average }: { readonly classes: number; readonly average: Recipe['cropAverage'] },
): number[] => {
  const views = splitViews(logits, classes);
  const classNumbers = views[0]?.map((_, index) => index) ?? [];
  const ofClass = (rows: readonly (readonly number[])[], index: number): number[] =>
    rows.map((row) => row[index] ?? NaN);
  switch (average) {
    case 'softmax': {
      const scores = views.map(logSoftmax);
      return classNumbers.map((index) => logSumExp(ofClass(scores, index)) - Math.log(views.length));
    }
    case 'logits':
      return logSoftmax(meanLogits(logits, classes));
    default:
      throw new TypeError(`unknown average ${String(average satisfies never)}`);
  }
};

const splitViews = (logits: Float32Array, classes: number): number[][] =>
  Array.from({ length: logits.length / classes }, (_, view) => [
    ...logits.subarray(view * classes, (view + 1) * classes),
  ]);

const logSoftmax = (logits: readonly number[]): number[] => {
  const normalizer = logSumExp(logits);
  return logits.map((logit) => logit - normalizer);
};

/** Less the largest first, so that nothing overflows. */
const logSumExp = (values: readonly number[]): number => {
  const largest = Math.max(...values);
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
};

/** The mean over views of logits [views, classes], by class. */
export const meanLogits = (logits: Float32Array, classes: number): number[] =>
  Array.from({ length: classes }, (_, index) => {
    let sum = 0;
    for (let at = index; at < logits.length; at += classes) sum += logits[at] ?? 0;
    return sum / (logits.length / classes);
  });
