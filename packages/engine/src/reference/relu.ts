import type { ReluOperation } from '../program.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import { accumulate, at } from './tensor.js';

/** dst = max(src, 0); no gradient passes where src is zero. */
export const relu: ReferenceLayer<ReluOperation> = {
  forward: (operation, { values }) => {
    const src = lookUp(values, operation.src).data;
    const dst = lookUp(values, operation.dst).data;
    for (let index = 0; index < src.length; index++) {
      // NaN stays.
      dst[index] = Math.max(at(src, index), 0);
    }
  },

  backward: (operation, { values, valueGradients }) => {
    const src = lookUp(values, operation.src).data;
    const srcGradient = lookUp(valueGradients, operation.src).data;
    const dstGradient = lookUp(valueGradients, operation.dst).data;
    for (let index = 0; index < src.length; index++) {
      if (at(src, index) > 0) accumulate(srcGradient, index, at(dstGradient, index));
    }
  },
};
