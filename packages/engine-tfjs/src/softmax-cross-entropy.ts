import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { scoped } from './scoped.js';

/** Its tensors are the caller's to dispose. */
export interface Classified {
  /** [loss, errors, top5Errors]: the mean over the images, and how many have a logit, or five, ahead of their label's. */
  readonly outcome: Tensor1D;
  /** The gradient of the loss, [count, 1, 1, classes]. */
  readonly diffLogits: Tensor4D;
}

/** Softmax and cross-entropy of logits [count, 1, 1, classes] against labels [count]. */
export const softmaxCrossEntropy = (logits: Tensor4D, labels: Int32Array): Classified =>
  scoped(
    () => {
      const [count, , , classes] = logits.shape;
      const flat: Tensor2D = tf.reshape(logits, [count, classes]);
      const expected = tf.tensor1d(labels.slice(), 'int32');
      const targets = tf.cast(tf.oneHot(expected, classes), 'float32');
      const shifted = tf.sub(flat, tf.max(flat, 1, true));
      const exponentials = tf.exp(shifted);
      const totals = tf.sum(exponentials, 1, true);
      const losses = tf.sub(tf.log(totals), tf.sum(tf.mul(targets, shifted), 1, true));
      const ahead = countAhead(flat, { targets, labels: expected });
      const counts = [0, 4].map((most) => tf.sum(tf.cast(tf.greater(ahead, most), 'float32')));
      const diff = tf.div(tf.sub(tf.div(exponentials, totals), targets), count);
      return {
        outcome: tf.stack([tf.mean(losses), ...counts]) as Tensor1D,
        diffLogits: tf.reshape(diff, logits.shape),
      };
    },
    ({ outcome, diffLogits }): Tensor[] => [outcome, diffLogits],
  );

interface Labelled {
  /** One-hot, [count, classes]. */
  readonly targets: Tensor;
  /** [count]. */
  readonly labels: Tensor1D;
}

/** For each image, how many logits are not behind its label's: of equal ones the earlier is ahead. */
const countAhead = (logits: Tensor2D, { targets, labels }: Labelled): Tensor => {
  const [, classes] = logits.shape;
  const own = tf.sum(tf.mul(targets, logits), 1, true);
  const isLater = tf.greaterEqual(tf.range(0, classes, 1, 'int32'), tf.expandDims(labels, 1));
  const isBehind = tf.logicalOr(tf.greater(own, logits), tf.logicalAnd(tf.equal(own, logits), isLater));
  return tf.sub(classes, tf.sum(tf.cast(isBehind, 'float32'), 1));
};
