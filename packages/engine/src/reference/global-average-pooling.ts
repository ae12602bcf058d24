import type { GlobalAveragePoolingOperation } from '../program.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import { accumulate, at } from './tensor.js';

/** dst[n, c] = the average of src[n, c, :, :]. */
export const globalAveragePooling: ReferenceLayer<GlobalAveragePoolingOperation> = {
  forward: (operation, { values }) => {
    const src = lookUp(values, operation.src);
    const dst = lookUp(values, operation.dst);
    const area = src.height * src.width;
    for (let index = 0; index < src.data.length; index++) {
      accumulate(dst.data, Math.floor(index / area), at(src.data, index) / area);
    }
  },

  backward: (operation, { valueGradients }) => {
    const srcGradient = lookUp(valueGradients, operation.src);
    const dstGradient = lookUp(valueGradients, operation.dst);
    const area = srcGradient.height * srcGradient.width;
    for (let index = 0; index < srcGradient.data.length; index++) {
      accumulate(srcGradient.data, index, at(dstGradient.data, Math.floor(index / area)) / area);
    }
  },
};
