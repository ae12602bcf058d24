import * as tf from '@tensorflow/tfjs';
import type { GlobalAveragePoolingOperation } from '@resnet/engine';
import { onlySource, type Layer } from './layer.js';

export const globalAveragePooling: Layer<GlobalAveragePoolingOperation> = (_, context) => {
  const { shape } = onlySource(context);
  const [, height, width] = shape;
  return {
    dst: tf.mean(onlySource(context), [1, 2], true),
    saved: [],
    backward: (diffDst) => ({ sources: [tf.mul(tf.fill(shape, 1 / (height * width)), diffDst)] }),
  };
};
