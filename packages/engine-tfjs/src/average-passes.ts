import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import type { ForParameter } from './layers/layer.js';

/** Means over the passes of a mini-batch, by parameter; the tensors of the passes are disposed of. */
export const average = (passes: readonly (readonly ForParameter[])[]): readonly ForParameter[] => {
  const [first = []] = passes;
  if (passes.length === 1) return first;
  const byParameter = passes.map((pass) => new Map(pass));
  const means = first.map(([id]): ForParameter => [id, meanOf(byParameter.flatMap((pass) => pass.get(id) ?? []))]);
  tf.dispose(passes.flatMap((pass) => pass.map(([, tensor]) => tensor)));
  return means;
};

/** [loss, errors, top5Errors] of a mini-batch from those of its passes, which are disposed of: the mean loss, the sums of the others. */
export const addOutcomes = (passes: readonly Tensor1D[]): Tensor1D => {
  const [first] = passes;
  if (first !== undefined && passes.length === 1) return first;
  const outcome = tf.tidy(() => tf.mul(tf.addN([...passes]), tf.tensor1d([1 / passes.length, 1, 1])));
  tf.dispose([...passes]);
  return outcome as Tensor1D;
};

const meanOf = (tensors: readonly Tensor[]): Tensor => tf.tidy(() => tf.div(tf.addN([...tensors]), tensors.length));
