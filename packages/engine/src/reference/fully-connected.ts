import type { FullyConnectedOperation } from '../program.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import { accumulate, at } from './tensor.js';

/** dst[n, k] = sum over c of weights[k, c] src[n, c], plus bias[k]. */
export const fullyConnected: ReferenceLayer<FullyConnectedOperation> = {
  forward: (operation, { values, parameters }) => {
    const src = lookUp(values, operation.src);
    const dst = lookUp(values, operation.dst);
    const weights = lookUp(parameters, operation.weights);
    const bias = lookUp(parameters, operation.bias);
    for (let index = 0; index < dst.data.length; index++) {
      const output = index % dst.channels;
      const srcStart = Math.floor(index / dst.channels) * src.channels;
      let product = at(bias, output);
      for (let input = 0; input < src.channels; input++) {
        product += at(weights, output * src.channels + input) * at(src.data, srcStart + input);
      }
      dst.data[index] = product;
    }
  },

  backward: (operation, { values, valueGradients, parameters, parameterGradients }) => {
    const src = lookUp(values, operation.src);
    const srcGradient = lookUp(valueGradients, operation.src);
    const dstGradient = lookUp(valueGradients, operation.dst);
    const weights = lookUp(parameters, operation.weights);
    const weightsGradient = lookUp(parameterGradients, operation.weights);
    const biasGradient = lookUp(parameterGradients, operation.bias);
    dstGradient.data.forEach((gradient, index) => {
      const output = index % dstGradient.channels;
      const srcStart = Math.floor(index / dstGradient.channels) * src.channels;
      accumulate(biasGradient, output, gradient);
      for (let input = 0; input < src.channels; input++) {
        const weight = output * src.channels + input;
        accumulate(weightsGradient, weight, gradient * at(src.data, srcStart + input));
        accumulate(srcGradient.data, srcStart + input, gradient * at(weights, weight));
      }
    });
  },
};
