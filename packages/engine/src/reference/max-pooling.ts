import type { MaxPoolingOperation } from '../program.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import { accumulate, at, type Tensor } from './tensor.js';
import { forEachWindow } from './windows.js';

/** dst = the maximum of each window; of equal maxima the first, row by row, has the gradient. */
export const maxPooling: ReferenceLayer<MaxPoolingOperation> = {
  forward: (operation, { values }) => {
    const src = lookUp(values, operation.src);
    const dst = lookUp(values, operation.dst);
    forEachWindow(operation, src, dst, (target, window) => {
      dst.data[target] = at(src.data, firstMaximum(src, window));
    });
  },

  backward: (operation, { values, valueGradients }) => {
    const src = lookUp(values, operation.src);
    const srcGradient = lookUp(valueGradients, operation.src);
    const dstGradient = lookUp(valueGradients, operation.dst);
    forEachWindow(operation, src, dstGradient, (target, window) => {
      accumulate(srcGradient.data, firstMaximum(src, window), at(dstGradient.data, target));
    });
  },
};

/** NaN is greater than any number. */
const firstMaximum = ({ data }: Tensor, window: readonly number[]): number =>
  window.reduce((best, index) => (isGreater(at(data, index), at(data, best)) ? index : best));

const isGreater = (a: number, b: number): boolean => a > b || (Number.isNaN(a) && !Number.isNaN(b));
