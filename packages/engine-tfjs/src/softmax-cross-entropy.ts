import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs';
import { scoped } from './scoped.js';

/** Its tensors are the caller's to dispose. */
export interface Classified {
  /** [loss, errors]: the mean over the images, and how many have another first greatest logit than their label's. */
  readonly outcome: Tensor1D;
  /** The gradient of the loss, [count, 1, 1, classes]. */
  readonly diffLogits: Tensor4D;
}

/** Softmax and cross-entropy of logits [count, 1, 1, classes] against labels [count]. */
export const softmaxCrossEntropy = (logits: Tensor4D, labels: Int32Array): Classified =>
  scoped(
    () => {
      const [count, , , classes] = logits.shape;
      const flat = tf.reshape(logits, [count, classes]);
      const expected = tf.tensor1d(labels.slice(), 'int32');
      const targets = tf.cast(tf.oneHot(expected, classes), 'float32');
      const shifted = tf.sub(flat, tf.max(flat, 1, true));
      const exponentials = tf.exp(shifted);
      const totals = tf.sum(exponentials, 1, true);
      const losses = tf.sub(tf.log(totals), tf.sum(tf.mul(targets, shifted), 1, true));
      const errors = tf.sum(tf.cast(tf.notEqual(tf.argMax(flat, 1), expected), 'float32'));
      const diff = tf.div(tf.sub(tf.div(exponentials, totals), targets), count);
      return { outcome: tf.stack([tf.mean(losses), errors]) as Tensor1D, diffLogits: tf.reshape(diff, logits.shape) };
    },
    ({ outcome, diffLogits }): Tensor[] => [outcome, diffLogits],
  );
