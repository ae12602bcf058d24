import { describe, expect, test } from '@jest/globals';
import { asWhole, disagreements, type Observation } from './observation.js';
import { relativeError, tolerances } from './tolerance.js';

const seen = (numbers: readonly number[], errors: readonly number[] = [1]): Observation => ({
  errors,
  arrays: new Map([['gradient', new Map([['conv1/weights', Float32Array.from(numbers)]])]]),
});

describe('the relative error', () => {
  test('is the norm of the difference divided by that of the expected numbers', () => {
    expect(relativeError(Float32Array.of(3, 4.5), Float32Array.of(3, 4))).toBeCloseTo(0.1, 12);
  });

  test('of expected zeros is the norm found', () => {
    expect(relativeError(Float32Array.of(0, 0), Float32Array.of(0, 0))).toBe(0);
    expect(relativeError(Float32Array.of(3, 4), Float32Array.of(0, 0))).toBe(5);
  });

  test('of arrays of different sizes is infinite', () => {
    expect(relativeError(Float32Array.of(1), Float32Array.of(1, 1))).toBe(Infinity);
  });
});

describe('disagreements', () => {
  test('are none within the tolerance', () => {
    expect(disagreements(seen([1, 1 + 1e-5]), seen([1, 1]), tolerances.f32)).toEqual([]);
  });

  test.each([
    ['a number that is off', seen([1, 1.01]), 'gradient conv1/weights: relative error 7.1e-3'],
    ['a number that is none', seen([1, NaN]), 'gradient conv1/weights: relative error NaN'],
    ['an array that is missing', { ...seen([]), arrays: new Map() }, 'gradient conv1/weights: relative error Infinity'],
    ['a count that is off', seen([1, 1], [2]), 'errors: 2 instead of 1'],
    ['a count that is missing', seen([1, 1], []), 'errors: undefined instead of 1'],
  ])('name %s', (_, found, sentence) => {
    expect(disagreements(found, seen([1, 1]), tolerances.f32)).toEqual([sentence]);
  });

  test('as a whole weigh each array by its size', () => {
    const arrays = (small: number): Observation => ({
      errors: [],
      arrays: new Map([
        [
          'gradient',
          new Map([
            ['a', Float32Array.of(small)],
            ['b', Float32Array.of(100)],
          ]),
        ],
      ]),
    });
    expect(disagreements(arrays(2), arrays(1), tolerances.bf16)).toHaveLength(1);
    expect(disagreements(asWhole(arrays(2)), asWhole(arrays(1)), tolerances.bf16)).toEqual([]);
  });
});
