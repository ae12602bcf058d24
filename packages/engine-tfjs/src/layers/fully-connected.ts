import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import type { FullyConnectedOperation } from '@resnet/engine';
import { onlySource, type Layer } from './layer.js';

export const fullyConnected: Layer<FullyConnectedOperation> = (operation, context) => {
  const src = onlySource(context).clone();
  const weights = context.parameter(operation.weights);
  const dst = tf.add<Tensor2D>(tf.matMul(flat(src), weights, false, true), context.parameter(operation.bias));
  return {
    dst: unflat(dst),
    saved: [src],
    backward: (diffDst) => {
      const diff = flat(diffDst);
      return {
        sources: [unflat(tf.matMul(diff, weights))],
        parameters: [
          [operation.weights, tf.matMul(diff, flat(src), true)],
          [operation.bias, tf.sum(diff, 0)],
        ],
      };
    },
  };
};

/** [count, 1, 1, channels] to [count, channels]. */
const flat = (x: Tensor4D): Tensor2D => tf.squeeze(x, [1, 2]);

const unflat = (x: Tensor2D): Tensor4D => tf.expandDims(tf.expandDims(x, 1), 1);
