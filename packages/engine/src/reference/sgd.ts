import type { OptimizerOptions } from '../engine.js';
import { at } from './tensor.js';

export interface SgdStep {
  /** Changed in place. */
  readonly parameter: Float32Array;
  /** Changed in place. */
  readonly momentum: Float32Array;
  /** Of the loss alone. */
  readonly gradient: Float64Array;
  readonly rate: number;
  /** Of this parameter: zero where it does not decay. */
  readonly weightDecay: number;
}

/** Moves one parameter and its momentum, as `OptimizerOptions` says. */
export const sgd = (
  { parameter, momentum, gradient, rate, weightDecay }: SgdStep,
  { momentum: kept, momentumForm, nesterov }: Pick<OptimizerOptions, 'momentum' | 'momentumForm' | 'nesterov'>,
): void => {
  const [inside, outside] = momentumForm === 'rate-inside' ? [rate, 1] : [1, rate];
  parameter.forEach((weight, index) => {
    const impulse = inside * (at(gradient, index) + weightDecay * weight);
    const velocity = kept * (momentum[index] ?? NaN) + impulse;
    momentum[index] = velocity;
    parameter[index] = weight - outside * (nesterov ? kept * velocity + impulse : velocity);
  });
};
