import * as tf from '@tensorflow/tfjs';
import type { Tensor4D } from '@tensorflow/tfjs';
import type { PaddedIdentityOperation } from '@resnet/engine';
import { onlySource, type Layer } from './layer.js';
import { cutPixels, padPixels, spreadPixels, takePixels } from './pixels.js';

export const paddedIdentity: Layer<PaddedIdentityOperation> = (operation, context) => {
  const { stride, subsampling, placement } = operation;
  const src = onlySource(context);
  const [, height, width, channels] = src.shape;
  const added = context.dstShape.channels - channels;
  const before = placement === 'split' ? Math.floor(added / 2) : 0;
  const { subsample, adjoint } = subsamplings[subsampling];
  return {
    dst: tf.pad(subsample(src, stride), [
      [0, 0],
      [0, 0],
      [0, 0],
      [before, added - before],
    ]),
    saved: [],
    backward: (diffDst) => {
      const [count, dstHeight, dstWidth] = diffDst.shape;
      const diff = tf.slice(diffDst, [0, 0, 0, before], [count, dstHeight, dstWidth, channels]);
      return { sources: [adjoint(diff, stride, [height, width])] };
    },
  };
};

interface Subsampling {
  /** [n, h, w, c] to [n, ceil(h / stride), ceil(w / stride), c]. */
  readonly subsample: (src: Tensor4D, stride: number) => Tensor4D;
  /** Its transpose: the gradient of a source of `size`. */
  readonly adjoint: (diffDst: Tensor4D, stride: number, size: readonly [number, number]) => Tensor4D;
}

const everySecondPixel: Subsampling = {
  subsample: takePixels,
  adjoint: (diffDst, stride, size) => cutPixels(spreadPixels(diffDst, stride), 0, size),
};

/** At the lower and right edges a window is averaged over what of it lies inside the image. */
const averagePooling: Subsampling = {
  subsample: (src, stride) => {
    const [, height, width] = src.shape;
    return tf.div(averageWindows(src, stride), covered(stride, [height, width]));
  },
  adjoint: (diffDst, stride, size) => {
    const [, height, width] = diffDst.shape;
    const share = tf.div<Tensor4D>(diffDst, tf.mul(covered(stride, size), stride * stride));
    return cutPixels(tf.image.resizeNearestNeighbor(share, [height * stride, width * stride]), 0, size);
  },
};

/** The average of each stride x stride window, zeros beyond the edge. */
const averageWindows = (x: Tensor4D, stride: number): Tensor4D => {
  const missing = (size: number): number => Math.ceil(size / stride) * stride - size;
  const whole = padPixels(x, [0, missing(x.shape[1])], [0, missing(x.shape[2])]);
  return tf.avgPool(whole, stride, stride, 'valid');
};

/** The part of each window inside an image of `size`: [1, h, w, 1]. */
const covered = (stride: number, [height, width]: readonly [number, number]): Tensor4D =>
  averageWindows(tf.ones([1, height, width, 1]), stride);

const subsamplings: Record<PaddedIdentityOperation['subsampling'], Subsampling> = {
  'every-second-pixel': everySecondPixel,
  'average-pooling': averagePooling,
};
