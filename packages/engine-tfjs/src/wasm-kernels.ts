import * as tf from '@tensorflow/tfjs';
import type { KernelFunc, Tensor4D } from '@tensorflow/tfjs';
import { cutPixels, spreadPixels } from './layers/pixels.js';

/**
 * Gives the wasm backend both gradients of a convolution as convolutions, which it is fast at. Of its own it has none
 * for the filter, and one for the input that takes ten times as long.
 */
export const registerWasmKernels = (): void => {
  const backendName = 'wasm';
  if (tf.getKernelsForBackend(backendName).some(({ kernelFunc }) => kernelFunc === backpropFilter)) return;
  tf.registerKernel({ kernelName: tf.Conv2DBackpropFilter, backendName, kernelFunc: backpropFilter });
  tf.unregisterKernel(tf.Conv2DBackpropInput, backendName);
  tf.registerKernel({ kernelName: tf.Conv2DBackpropInput, backendName, kernelFunc: backpropInput });
};

/**
 * The gradient of filter[y, x, in, out] is the sum over n, h and w of input[n, stride h + y, stride w + x, in] times
 * dy[n, h, w, out]: a convolution whose images are the channels, whose channels are the images, and whose filter is dy
 * dilated by the stride. Rows and columns that the forward windows did not reach add to its output beyond the filter.
 */
const backpropFilter: KernelFunc = ({ inputs, attrs }) => {
  const { x, dy } = inputs as unknown as { readonly x: Tensor4D; readonly dy: Tensor4D };
  const attributes = attrs as unknown as tf.Conv2DBackpropFilterAttrs;
  const { filterHeight, filterWidth, padInfo, stride } = geometryOf(x.shape, attributes.filterShape, attributes);
  return tf.tidy(() => {
    const channels = tf.transpose(x, [3, 1, 2, 0]);
    const dilated = tf.transpose(dy, [1, 2, 0, 3]);
    const pad = margins([padInfo.top, padInfo.bottom], [padInfo.left, padInfo.right]);
    const gradient = tf.conv2d(channels, dilated, 1, pad, 'NHWC', stride);
    return tf.transpose(cutPixels(gradient, 0, [filterHeight, filterWidth]), [1, 2, 0, 3]);
  });
};

/** The gradient of the input is dy, its pixels spread by the stride, convolved with the filter turned around. */
const backpropInput: KernelFunc = ({ inputs, attrs }) => {
  const { dy, filter } = inputs as unknown as { readonly dy: Tensor4D; readonly filter: Tensor4D };
  const attributes = attrs as unknown as tf.Conv2DBackpropInputAttrs;
  const { inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth, padInfo, stride } = geometryOf(
    attributes.inputShape,
    filter.shape,
    attributes,
  );
  const height = (outHeight - 1) * stride + 1;
  const width = (outWidth - 1) * stride + 1;
  return tf.tidy(() => {
    const spread = cutPixels(spreadPixels(dy, stride), 0, [height, width]);
    const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
    const rows: Margins = [filterHeight - 1 - padInfo.top, inHeight + padInfo.top - height];
    const columns: Margins = [filterWidth - 1 - padInfo.left, inWidth + padInfo.left - width];
    return tf.conv2d(spread, turned, 1, margins(rows, columns));
  });
};

type Margins = [before: number, after: number];

const margins = (rows: Margins, columns: Margins): tf.backend_util.ExplicitPadding => [[0, 0], rows, columns, [0, 0]];

/** Of the forward convolution; throws for what these kernels do not know. */
const geometryOf = (
  inputShape: Tensor4D['shape'],
  filterShape: Tensor4D['shape'],
  { strides, pad, dataFormat }: Pick<tf.Conv2DBackpropFilterAttrs, 'strides' | 'pad' | 'dataFormat'>,
): tf.backend_util.Conv2DInfo & { readonly stride: number } => {
  const info = tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad);
  if (dataFormat !== 'NHWC' || info.strideHeight !== info.strideWidth) {
    throw new Error(
      `the wasm gradients of a convolution need NHWC and one stride, got ${dataFormat} and ${String(strides)}`,
    );
  }
  return { ...info, stride: info.strideHeight };
};
