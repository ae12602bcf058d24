import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { sourcesOf, type ValueId } from '@resnet/engine';
import type { Step } from './forward-pass.js';
import type { Backward, ForParameter } from './layers/layer.js';
import { scoped } from './scoped.js';

/**
 * Runs the steps of a forward pass backward from the gradient of the logits, which it disposes with all that was saved,
 * to the gradients of the trainable parameters, which are the caller's to dispose.
 */
export const backwardPass = (steps: readonly Step[], logits: ValueId, diffLogits: Tensor4D): ForParameter[] => {
  const diffs = new Map([[logits, diffLogits]]);
  const gradients: ForParameter[] = [];
  for (const { operation, saved, backward } of steps.toReversed()) {
    const diffDst = diffs.get(operation.dst);
    if (diffDst === undefined) throw new Error(`nothing reads the output of ${operation.path}`);
    diffs.delete(operation.dst);
    const { sources, parameters = [] } = scoped(() => backward(diffDst), tensorsOf);
    gradients.push(...parameters);
    sourcesOf(operation).forEach((id, position) => accumulate(diffs, id, sources[position]));
    tf.dispose([diffDst, ...saved]);
  }
  tf.dispose([...diffs.values()]);
  return gradients;
};

const tensorsOf = ({ sources, parameters = [] }: Backward): Tensor[] => [
  ...sources.filter((source) => source !== undefined),
  ...parameters.map(([, tensor]) => tensor),
];

/** Adds one reader's share to the gradient of a value. */
const accumulate = (diffs: Map<ValueId, Tensor4D>, id: ValueId, share: Tensor4D | undefined): void => {
  if (share === undefined) return;
  const others = diffs.get(id);
  diffs.set(id, others === undefined ? share : tf.add(others, share));
  if (others !== undefined) tf.dispose([others, share]);
};
