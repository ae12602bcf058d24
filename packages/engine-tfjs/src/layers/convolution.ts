import * as tf from '@tensorflow/tfjs';
import type { Tensor4D } from '@tensorflow/tfjs';
import type { ConvolutionOperation } from '@resnet/engine';
import { onlySource, type Layer } from './layer.js';
import { cutPixels, padPixels } from './pixels.js';

/** Value 0 is the image, whose gradient nobody needs. */
const image = 0;

export const convolution: Layer<ConvolutionOperation> = (operation, context) => {
  const { stride } = operation;
  const { pad, margin } = paddingOf(operation);
  const src = onlySource(context);
  const [, height, width] = src.shape;
  const weights = context.parameter(operation.weights) as Tensor4D;
  const padded = padPixels(src, [margin, margin], [margin, margin]);

  const diffSrc = (diffDst: Tensor4D): Tensor4D =>
    cutPixels(tf.conv2dTranspose(diffDst, weights, padded.shape, stride, pad), margin, [height, width]);
  /** A kernel that every backend has (wasm: ours) and no function of TensorFlow.js gives. */
  const diffWeights = (diffDst: Tensor4D): Tensor4D => {
    const attributes = { strides: stride, pad, dataFormat: 'NHWC', filterShape: weights.shape };
    return tf.engine().runKernel(tf.Conv2DBackpropFilter, { x: padded, dy: diffDst }, attributes);
  };
  return {
    dst: tf.conv2d(padded, weights, stride, pad),
    saved: [padded],
    backward: (diffDst) => ({
      sources: [operation.src === image ? undefined : diffSrc(diffDst)],
      parameters: [[operation.weights, diffWeights(diffDst)]],
    }),
  };
};

/** The native backends have gradients for TensorFlow's own two paddings only: any other is a margin added beforehand. */
const paddingOf = ({ kernel, stride, padding }: ConvolutionOperation): { pad: 'same' | 'valid'; margin: number } =>
  stride === 1 && kernel === 2 * padding + 1 ? { pad: 'same', margin: 0 } : { pad: 'valid', margin: padding };
