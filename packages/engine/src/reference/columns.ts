import type { ConvolutionOperation } from '../program.js';
import { accumulate, at, type Tensor } from './tensor.js';

/** Instead of an index: there is padding. */
const padded = -1;

/**
 * Where a convolution finds its columns: for each channel and position of the kernel, and each pixel of the output, an
 * index into one image of the source; -1 in the padding. [(c, i, j), (y, x)]
 */
export const columnIndices = (
  { kernel, stride, padding }: ConvolutionOperation,
  src: Tensor,
  dst: Tensor,
): Int32Array => {
  const indices = new Int32Array(src.channels * kernel ** 2 * dst.height * dst.width);
  let next = 0;
  for (let row = 0; row < src.channels * kernel ** 2; row++) {
    const channel = Math.floor(row / kernel ** 2);
    const firstY = (Math.floor(row / kernel) % kernel) - padding;
    const firstX = (row % kernel) - padding;
    for (let y = firstY; y < firstY + dst.height * stride; y += stride) {
      for (let x = firstX; x < firstX + dst.width * stride; x += stride) {
        const inside = y >= 0 && y < src.height && x >= 0 && x < src.width;
        indices[next++] = inside ? (channel * src.height + y) * src.width + x : padded;
      }
    }
  }
  return indices;
};

/** The columns of one image: zero in the padding. */
export const gather = (image: Float64Array, indices: Int32Array): Float64Array => {
  const columns = new Float64Array(indices.length);
  for (let position = 0; position < indices.length; position++) {
    const index = indices[position] ?? padded;
    if (index !== padded) columns[position] = at(image, index);
  }
  return columns;
};

/** Adds the gradients of columns to those of the pixels they were gathered from. */
export const scatter = (gradients: Float64Array, indices: Int32Array, image: Float64Array): void => {
  for (let position = 0; position < indices.length; position++) {
    const index = indices[position] ?? padded;
    if (index !== padded) accumulate(image, index, at(gradients, position));
  }
};
