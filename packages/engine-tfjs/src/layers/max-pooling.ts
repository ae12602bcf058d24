import * as tf from '@tensorflow/tfjs';
import type { Tensor4D } from '@tensorflow/tfjs';
import type { MaxPoolingOperation } from '@resnet/engine';
import { onlySource, type Layer } from './layer.js';
import { cutPixels, padPixels, spreadPixels } from './pixels.js';

export const maxPooling: Layer<MaxPoolingOperation> = ({ kernel, stride, padding }, context) => {
  const src = onlySource(context);
  const [, height, width] = src.shape;
  const padded = padPixels(src, [padding, padding], [padding, padding], -Infinity);
  const dst = largest(padded, { kernel, stride });
  const maxima = dst.clone();
  return {
    dst,
    saved: [padded, maxima],
    backward: (diffDst) => {
      const diffPadded = diffMaxima({ kernel, stride, padded, maxima, diffDst });
      return { sources: [cutPixels(diffPadded, padding, [height, width])] };
    },
  };
};

type Windows = Pick<MaxPoolingOperation, 'kernel' | 'stride'>;

/** The maximum of each window, NaN where it has one: the wasm and the native backends pass over NaN. */
const largest = (padded: Tensor4D, { kernel, stride }: Windows): Tensor4D => {
  const isNan = tf.cast(tf.notEqual<Tensor4D>(padded, padded), 'float32');
  const hasNan = tf.maxPool(isNan, kernel, stride, 'valid');
  return tf.where(tf.cast(hasNan, 'bool'), NaN, tf.maxPool(padded, kernel, stride, 'valid'));
};

interface MaximaOptions extends Windows {
  readonly padded: Tensor4D;
  readonly maxima: Tensor4D;
  readonly diffDst: Tensor4D;
}

/**
 * Gives each gradient to the first maximum of its window, row by row. TensorFlow.js has a kernel for it, but that of the
 * wasm backend loses the gradients of maxima that are not positive.
 */
const diffMaxima = ({ kernel, stride, padded, maxima, diffDst }: MaximaOptions): Tensor4D => {
  const [n, height, width, channels] = padded.shape;
  const [, dstHeight, dstWidth] = diffDst.shape;
  const [reachY, reachX] = [(dstHeight - 1) * stride + 1, (dstWidth - 1) * stride + 1];
  let unclaimed = diffDst;
  let diffPadded: Tensor4D = tf.zeros(padded.shape);
  for (let y = 0; y < kernel; y++) {
    for (let x = 0; x < kernel; x++) {
      const candidates = tf.stridedSlice(
        padded,
        [0, y, x, 0],
        [n, y + reachY, x + reachX, channels],
        [1, stride, stride, 1],
      );
      const claimed: Tensor4D = tf.mul(unclaimed, tf.cast(tf.equal(candidates, maxima), 'float32'));
      unclaimed = tf.sub(unclaimed, claimed);
      const spread = cutPixels(spreadPixels(claimed, stride), 0, [reachY, reachX]);
      diffPadded = tf.add(diffPadded, padPixels(spread, [y, height - y - reachY], [x, width - x - reachX]));
    }
  }
  return diffPadded;
};
