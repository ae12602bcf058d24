import type { AddOperation } from '../program.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import { accumulate } from './tensor.js';

/** dst = the sum of the sources, which may contain one value more than once. */
export const add: ReferenceLayer<AddOperation> = {
  forward: (operation, { values }) => {
    const dst = lookUp(values, operation.dst);
    for (const source of operation.sources) {
      lookUp(values, source).data.forEach((value, index) => {
        accumulate(dst.data, index, value);
      });
    }
  },

  backward: (operation, { valueGradients }) => {
    const dstGradient = lookUp(valueGradients, operation.dst);
    for (const source of operation.sources) {
      const srcGradient = lookUp(valueGradients, source);
      dstGradient.data.forEach((gradient, index) => {
        accumulate(srcGradient.data, index, gradient);
      });
    }
  },
};
