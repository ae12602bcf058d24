import * as tf from '@tensorflow/tfjs';
import type { Tensor4D } from '@tensorflow/tfjs';

/** How many rows or columns to add before and after. */
type Margins = readonly [before: number, after: number];

/** [n, h, w, c] with more pixels of `value` around. */
export const padPixels = (x: Tensor4D, rows: Margins, columns: Margins, value = 0): Tensor4D =>
  [...rows, ...columns].every((margin) => margin === 0)
    ? x.clone()
    : tf.pad(x, [[0, 0], [...rows], [...columns], [0, 0]], value);

/** The `height` x `width` pixels of [n, h, w, c] that begin at row and column `start`. */
export const cutPixels = (x: Tensor4D, start: number, [height, width]: readonly [number, number]): Tensor4D => {
  const [n, h, w, channels] = x.shape;
  if (height === h && width === w) return x.clone();
  return tf.slice(x, [0, start, start, 0], [n, height, width, channels]);
};

/** Every `stride`-th pixel of every `stride`-th row. */
export const takePixels = (x: Tensor4D, stride: number): Tensor4D =>
  tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, stride, stride, 1]) as Tensor4D;

/** [n, h, w, c] to [n, h * stride, w * stride, c]: the pixels `stride` apart, zeros after each. */
export const spreadPixels = (x: Tensor4D, stride: number): Tensor4D => {
  const [n, h, w, c] = x.shape;
  if (stride === 1) return x.clone();
  const rows = padPixels(tf.reshape(x, [n, h, 1, w * c]), [0, 0], [0, stride - 1]);
  const columns = padPixels(tf.reshape(rows, [n, h * stride * w, 1, c]), [0, 0], [0, stride - 1]);
  return tf.reshape(columns, [n, h * stride, w * stride, c]);
};
