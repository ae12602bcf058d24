import type { ConvolutionOperation } from '../program.js';
import { columnIndices, gather, scatter } from './columns.js';
import { addProduct, transposed } from './matrix-product.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import type { Tensor } from './tensor.js';

/**
 * dst[n, o, y, x] = sum over c, i, j of weights[o, c, i, j] src[n, c, y stride + i - padding, x stride + j - padding]: for
 * each image the product of weights [o, (c, i, j)] and columns [(c, i, j), (y, x)].
 */
export const convolution: ReferenceLayer<ConvolutionOperation> = {
  forward: (operation, { values, parameters }) => {
    const [src, dst] = [lookUp(values, operation.src), lookUp(values, operation.dst)];
    const weights = lookUp(parameters, operation.weights);
    const indices = columnIndices(operation, src, dst);
    const inner = weights.length / dst.channels;
    for (let image = 0; image < dst.count; image++) {
      addProduct({ left: weights, right: gather(imageOf(src, image), indices), sum: imageOf(dst, image), inner });
    }
  },

  backward: (operation, { values, valueGradients, parameters, parameterGradients }) => {
    const [src, dst] = [lookUp(values, operation.src), lookUp(valueGradients, operation.dst)];
    const srcGradient = lookUp(valueGradients, operation.src);
    const weights = lookUp(parameters, operation.weights);
    const weightsGradient = lookUp(parameterGradients, operation.weights);
    const indices = columnIndices(operation, src, dst);
    const transposedWeights = transposed(weights, dst.channels);
    for (let image = 0; image < dst.count; image++) {
      const gradient = imageOf(dst, image);
      const pixels = transposed(gather(imageOf(src, image), indices), weights.length / dst.channels);
      addProduct({ left: gradient, right: pixels, sum: weightsGradient, inner: dst.height * dst.width });
      const columnsGradient = new Float64Array(indices.length);
      addProduct({ left: transposedWeights, right: gradient, sum: columnsGradient, inner: dst.channels });
      scatter(columnsGradient, indices, imageOf(srcGradient, image));
    }
  },
};

const imageOf = ({ data, count }: Tensor, image: number): Float64Array => {
  const size = data.length / count;
  return data.subarray(image * size, (image + 1) * size);
};
