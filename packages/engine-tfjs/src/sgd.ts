import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import type { OptimizerOptions } from '@resnet/engine';

export interface SgdState {
  readonly parameter: Tensor;
  readonly momentum: Tensor;
}

export interface SgdStep extends SgdState {
  /** Of the loss alone. */
  readonly gradient: Tensor;
  readonly rate: number;
  /** Of this parameter: zero where it does not decay. */
  readonly weightDecay: number;
}

/** A parameter and its momentum after one step, as `OptimizerOptions` says; new tensors. */
export const sgd = (
  { parameter, momentum, gradient, rate, weightDecay }: SgdStep,
  { momentum: kept, momentumForm, nesterov }: Pick<OptimizerOptions, 'momentum' | 'momentumForm' | 'nesterov'>,
): SgdState =>
  tf.tidy(() => {
    const [inside, outside] = momentumForm === 'rate-inside' ? [rate, 1] : [1, rate];
    const impulse = tf.mul(tf.add(gradient, tf.mul(parameter, weightDecay)), inside);
    const velocity = tf.add(tf.mul(momentum, kept), impulse);
    const move = nesterov ? tf.add(tf.mul(velocity, kept), impulse) : velocity;
    return { parameter: tf.sub(parameter, tf.mul(move, outside)), momentum: velocity };
  });
