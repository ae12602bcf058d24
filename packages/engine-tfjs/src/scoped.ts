import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Runs `work` and disposes the tensors it made, all but those `kept` finds in its result. */
export const scoped = <Result>(work: () => Result, kept: (result: Result) => readonly Tensor[]): Result => {
  tf.engine().startScope();
  let survivors: readonly Tensor[] = [];
  try {
    const result = work();
    survivors = kept(result);
    return result;
  } finally {
    tf.engine().endScope([...survivors]);
  }
};
