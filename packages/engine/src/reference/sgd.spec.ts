import { describe, expect, test } from '@jest/globals';
import { sgd } from './sgd.js';

const half = { momentum: 0.5, nesterov: false } as const;

/** A weight of 1 and its momentum after steps with gradient 2 at each of these rates. */
const after = (rates: readonly number[], options: Parameters<typeof sgd>[1], weightDecay = 0): [number, number] => {
  const [parameter, momentum] = [Float32Array.of(1), Float32Array.of(0)];
  for (const rate of rates) sgd({ parameter, momentum, gradient: Float64Array.of(2), rate, weightDecay }, options);
  return [parameter[0] ?? NaN, momentum[0] ?? NaN];
};

// Every number is a sum of powers of two: float32 holds it exactly.
describe('SGD', () => {
  test('with the rate inside the momentum carries the old rate over a drop', () => {
    // v: 1/4 2 = 1/2, then 1/2 1/2 + 1/8 2 = 1/2.
    expect(after([0.25, 0.125], { ...half, momentumForm: 'rate-inside' })).toEqual([1 - 0.5 - 0.5, 0.5]);
  });

  test('with the rate outside the momentum uses the new rate for all of it', () => {
    // v: 2, then 1/2 2 + 2 = 3.
    expect(after([0.25, 0.125], { ...half, momentumForm: 'rate-outside' })).toEqual([1 - 0.25 * 2 - 0.125 * 3, 3]);
  });

  test('in both forms moves the same way while the rate stays', () => {
    const [inside] = after([0.25, 0.25, 0.25], { ...half, momentumForm: 'rate-inside' });
    const [outside] = after([0.25, 0.25, 0.25], { ...half, momentumForm: 'rate-outside' });
    expect(inside).toBe(outside);
  });

  test('of Nesterov moves by the new momentum once more', () => {
    const nesterov = { momentum: 0.5, nesterov: true } as const;
    expect(after([0.25], { ...nesterov, momentumForm: 'rate-inside' })).toEqual([1 - (0.5 * 0.5 + 0.5), 0.5]);
    expect(after([0.25], { ...nesterov, momentumForm: 'rate-outside' })).toEqual([1 - 0.25 * (0.5 * 2 + 2), 2]);
  });

  test('adds the weight times its decay to the gradient', () => {
    expect(after([0.25], { ...half, momentumForm: 'rate-outside' }, 0.5)).toEqual([1 - 0.25 * 2.5, 2.5]);
  });
});
