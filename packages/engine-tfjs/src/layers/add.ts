import * as tf from '@tensorflow/tfjs';
import type { Tensor4D } from '@tensorflow/tfjs';
import type { AddOperation } from '@resnet/engine';
import type { Layer } from './layer.js';

export const add: Layer<AddOperation> = (_, { sources }) => ({
  dst: sources.reduce((a, b) => tf.add<Tensor4D>(a, b)),
  saved: [],
  backward: (diffDst) => ({ sources: sources.map(() => diffDst.clone()) }),
});
