import type { ReluOperation } from '../program.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import { accumulate, at } from './tensor.js';

/** dst = max(src, 0); no gradient passes where src is zero. */
export const relu: ReferenceLayer<ReluOperation> = {
  forward: (operation, { values }) => {
    const src = lookUp(values, operation.src);
    lookUp(values, operation.dst).data.set(src.data.map((value) => Math.max(value, 0)));
  },

  backward: (operation, { values, valueGradients }) => {
    const src = lookUp(values, operation.src);
    const srcGradient = lookUp(valueGradients, operation.src);
    const dstGradient = lookUp(valueGradients, operation.dst);
    src.data.forEach((value, index) => {
      if (value > 0) accumulate(srcGradient.data, index, at(dstGradient.data, index));
    });
  },
};
