import * as tf from '@tensorflow/tfjs';
import type { Tensor1D } from '@tensorflow/tfjs';
import { backwardPass } from './backward-pass.js';
import { forwardPass, type ForwardOptions } from './forward-pass.js';
import type { ForParameter } from './layers/layer.js';
import { softmaxCrossEntropy } from './softmax-cross-entropy.js';

export interface ForwardBackwardOptions extends Omit<ForwardOptions, 'backwardFollows'> {
  readonly labels: Int32Array;
}

/** Its tensors are the caller's to dispose. */
export interface ForwardBackward {
  /** [loss, errors, top5Errors]. */
  readonly outcome: Tensor1D;
  /** Of the trainable parameters. */
  readonly gradients: readonly ForParameter[];
  readonly statistics: readonly ForParameter[];
}

/** The loss of labelled images, its gradients and the batch statistics. */
export const forwardBackward = ({ labels, ...options }: ForwardBackwardOptions): ForwardBackward => {
  const { logits, steps, statistics } = forwardPass({ ...options, backwardFollows: true });
  const { outcome, diffLogits } = softmaxCrossEntropy(logits, labels);
  tf.dispose(logits);
  return { outcome, gradients: backwardPass(steps, options.program.logits, diffLogits), statistics };
};
