import type { PaddedIdentityOperation } from '../program.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import { accumulate, at, type Tensor } from './tensor.js';
import { forEachWindow } from './windows.js';

/**
 * dst = src subsampled, its channels padded with zeros. Average pooling averages what of each window lies inside the
 * image; `split` puts the smaller half of an odd number of zero channels first.
 */
export const paddedIdentity: ReferenceLayer<PaddedIdentityOperation> = {
  forward: (operation, { values }) => {
    const src = lookUp(values, operation.src);
    const dst = lookUp(values, operation.dst);
    forEachSample(operation, src, dst, (target, window) => {
      for (const index of window) accumulate(dst.data, target, at(src.data, index) / window.length);
    });
  },

  backward: (operation, { valueGradients }) => {
    const srcGradient = lookUp(valueGradients, operation.src);
    const dstGradient = lookUp(valueGradients, operation.dst);
    forEachSample(operation, srcGradient, dstGradient, (target, window) => {
      for (const index of window) accumulate(srcGradient.data, index, at(dstGradient.data, target) / window.length);
    });
  },
};

/** Calls `visit` for every element of `dst` that is not padding, with the elements of `src` it averages. */
const forEachSample = (
  { stride, subsampling, placement }: PaddedIdentityOperation,
  src: Tensor,
  dst: Tensor,
  visit: (target: number, window: readonly number[]) => void,
): void => {
  const kernel = subsampling === 'average-pooling' ? stride : 1;
  const zeroChannelsBefore = placement === 'split' ? Math.floor((dst.channels - src.channels) / 2) : 0;
  const moved = zeroChannelsBefore * dst.height * dst.width;
  forEachWindow({ kernel, stride, padding: 0 }, src, dst, (target, window) => {
    visit(target + moved, window);
  });
};
