import type { AddOperation } from '../program.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import { accumulate, at, type Tensor } from './tensor.js';

/** dst = the sum of the sources, which may contain one value more than once. */
export const add: ReferenceLayer<AddOperation> = {
  forward: (operation, { values }) => {
    const dst = lookUp(values, operation.dst);
    for (const source of operation.sources) {
      addTo(dst, lookUp(values, source));
    }
  },

  backward: (operation, { valueGradients }) => {
    const dstGradient = lookUp(valueGradients, operation.dst);
    for (const source of operation.sources) {
      addTo(lookUp(valueGradients, source), dstGradient);
    }
  },
};

const addTo = (total: Tensor, { data }: Tensor): void => {
  for (let index = 0; index < data.length; index++) accumulate(total.data, index, at(data, index));
};
