import type { ConvolutionOperation } from '../program.js';
import { columnIndices, gather, scatter } from './columns.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import { accumulate, at, type Tensor } from './tensor.js';

/**
 * dst[n, o, y, x] = sum over c, i, j of weights[o, c, i, j] src[n, c, y stride + i - padding, x stride + j - padding]: for
 * each image the product of weights [o, (c, i, j)] and columns [(c, i, j), (y, x)].
 */
export const convolution: ReferenceLayer<ConvolutionOperation> = {
  forward: (operation, { values, parameters }) => {
    const [src, dst] = [lookUp(values, operation.src), lookUp(values, operation.dst)];
    const weights = lookUp(parameters, operation.weights);
    const indices = columnIndices(operation, src, dst);
    for (let image = 0; image < dst.count; image++) {
      multiply(weights, gather(imageOf(src, image), indices), imageOf(dst, image), dst.channels);
    }
  },

  backward: (operation, { values, valueGradients, parameters, parameterGradients }) => {
    const [src, dst] = [lookUp(values, operation.src), lookUp(valueGradients, operation.dst)];
    const srcGradient = lookUp(valueGradients, operation.src);
    const weights = lookUp(parameters, operation.weights);
    const weightsGradient = lookUp(parameterGradients, operation.weights);
    const indices = columnIndices(operation, src, dst);
    for (let image = 0; image < dst.count; image++) {
      const columns = gather(imageOf(src, image), indices);
      const columnsGradient = new Float64Array(columns.length);
      multiplyBackward({ weights, columns, weightsGradient, columnsGradient }, imageOf(dst, image), dst.channels);
      scatter(columnsGradient, indices, imageOf(srcGradient, image));
    }
  },
};

const imageOf = ({ data, count }: Tensor, image: number): Float64Array => {
  const size = data.length / count;
  return data.subarray(image * size, (image + 1) * size);
};

/** product[o, x] += sum over r of weights[o, r] columns[r, x] */
const multiply = (weights: Float64Array, columns: Float64Array, product: Float64Array, outputs: number): void => {
  const area = product.length / outputs;
  const rows = columns.length / area;
  for (let output = 0; output < outputs; output++) {
    for (let row = 0; row < rows; row++) {
      const factor = at(weights, output * rows + row);
      for (let x = 0; x < area; x++) {
        accumulate(product, output * area + x, factor * at(columns, row * area + x));
      }
    }
  }
};

interface Factors {
  readonly weights: Float64Array;
  readonly columns: Float64Array;
  readonly weightsGradient: Float64Array;
  readonly columnsGradient: Float64Array;
}

/** Adds to the gradients of both factors, given that of their product. */
const multiplyBackward = (
  { weights, columns, weightsGradient, columnsGradient }: Factors,
  gradient: Float64Array,
  outputs: number,
): void => {
  const area = gradient.length / outputs;
  const rows = columns.length / area;
  for (let output = 0; output < outputs; output++) {
    for (let row = 0; row < rows; row++) {
      const factor = at(weights, output * rows + row);
      let products = 0;
      for (let x = 0; x < area; x++) {
        const share = at(gradient, output * area + x);
        products += share * at(columns, row * area + x);
        accumulate(columnsGradient, row * area + x, factor * share);
      }
      accumulate(weightsGradient, output * rows + row, products);
    }
  }
};
