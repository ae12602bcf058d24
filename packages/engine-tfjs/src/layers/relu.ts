import * as tf from '@tensorflow/tfjs';
import type { ReluOperation } from '@resnet/engine';
import { onlySource, type Layer } from './layer.js';

export const relu: Layer<ReluOperation> = (_, context) => {
  const dst = tf.relu(onlySource(context));
  const kept = dst.clone();
  return { dst, saved: [kept], backward: (diffDst) => ({ sources: [tf.mul(diffDst, tf.step(kept))] }) };
};
