import type { Operation, ParameterId } from '../program.js';
import type { Tensor } from './tensor.js';

/** Everything one pass through a program reads and writes, for `count` images. */
export interface Pass {
  /** By value id; filled by the forward pass. */
  readonly values: readonly Tensor[];
  /** The gradient of the loss with respect to each value; each operation that reads a value adds its share. */
  readonly valueGradients: readonly Tensor[];
  /** By parameter id. */
  readonly parameters: readonly Float64Array[];
  /** Like `parameters`; running statistics have none and stay zero. */
  readonly parameterGradients: readonly Float64Array[];
  /** By the id of the running statistic they would move: the mean, or the variance with Bessel's correction. */
  readonly batchStatistics: Map<ParameterId, Float64Array>;
  readonly mode: PassMode;
}

/** Normalize with the statistics of each `group` consecutive images, or with the running ones. */
export type PassMode = { readonly kind: 'training'; readonly group: number } | { readonly kind: 'prediction' };

/** What operations of one kind do in a pass. */
export interface ReferenceLayer<Kind extends Operation> {
  /** Fills the value the operation writes, which is zero before. */
  forward(operation: Kind, pass: Pass): void;
  /** Adds to the gradients of the values and parameters the operation reads, given that of the value it writes. */
  backward(operation: Kind, pass: Pass): void;
}

/** The value or parameter of an id, which a program guarantees to exist. */
export const lookUp = <Item>(list: readonly Item[], id: number): Item => {
  const item = list[id];
  if (item === undefined) throw new RangeError(`a program refers to number ${id} of ${list.length}`);
  return item;
};
