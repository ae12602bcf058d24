import { at, type Tensor } from './tensor.js';

export interface Classified {
  /** Mean over the images of minus the logarithm of the softmax probability of the label. */
  readonly loss: number;
  /** Images whose first greatest logit is not the label's. */
  readonly errors: number;
  /** Images with five logits or more ahead of the label's. */
  readonly top5Errors: number;
  /** Of the loss with respect to the logits. */
  readonly gradient: Float64Array;
}

/** The loss of logits [count, classes, 1, 1] against labels [count]. */
export const softmaxCrossEntropy = ({ count, channels: classes, data }: Tensor, labels: Int32Array): Classified => {
  const gradient = new Float64Array(data.length);
  let [loss, errors, top5Errors] = [0, 0, 0];
  labels.forEach((label, image) => {
    const logits = data.subarray(image * classes, (image + 1) * classes);
    const greatest = Math.max(...logits);
    const exponentials = logits.map((logit) => Math.exp(logit - greatest));
    const total = exponentials.reduce((sum, exponential) => sum + exponential, 0);
    loss += (Math.log(total) + greatest - at(logits, label)) / count;
    const ahead = countAhead(logits, label);
    if (ahead > 0) errors++;
    if (ahead >= 5) top5Errors++;
    exponentials.forEach((exponential, index) => {
      gradient[image * classes + index] = (exponential / total - (index === label ? 1 : 0)) / count;
    });
  });
  return { loss, errors, top5Errors, gradient };
};

/** The logits that are not behind the label's: of equal ones the earlier is ahead. */
const countAhead = (logits: Float64Array, label: number): number => {
  const own = at(logits, label);
  return logits.filter((logit, index) => index !== label && !(own > logit || (own === logit && label < index))).length;
};
