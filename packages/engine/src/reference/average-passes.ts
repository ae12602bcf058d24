import type { ParameterId } from '../program.js';
import type { ForwardBackward } from './run-program.js';
import { at } from './tensor.js';

export type Trained = Pick<ForwardBackward, 'loss' | 'errors' | 'top5Errors' | 'gradients' | 'batchStatistics'>;

/** A whole mini-batch from its passes, which have equally many images: means, and the sums of the errors. */
export const averagePasses = (passes: readonly Trained[]): Trained => ({
  loss: passes.reduce((sum, { loss }) => sum + loss / passes.length, 0),
  errors: passes.reduce((sum, { errors }) => sum + errors, 0),
  top5Errors: passes.reduce((sum, { top5Errors }) => sum + top5Errors, 0),
  gradients: meansOf(passes.map(({ gradients }) => gradients)),
  batchStatistics: averageStatistics(passes.map(({ batchStatistics }) => batchStatistics)),
});

/** Batch statistics of a mini-batch from those of its passes. */
export const averageStatistics = (
  passes: readonly ReadonlyMap<ParameterId, Float64Array>[],
): ReadonlyMap<ParameterId, Float64Array> => {
  const ids = [...(passes[0]?.keys() ?? [])];
  const means = meansOf(passes.map((statistics) => ids.map((id) => statistics.get(id) ?? new Float64Array())));
  return new Map(ids.map((id, index) => [id, means[index] ?? new Float64Array()]));
};

const meansOf = (passes: readonly (readonly Float64Array[])[]): Float64Array[] => {
  const [first = [], ...others] = passes;
  return first.map((array, index) =>
    array.map((value, place) => {
      const sum = others.reduce((total, arrays) => total + at(arrays[index] ?? array, place), value);
      return sum / passes.length;
    }),
  );
};
