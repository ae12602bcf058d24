import { describe, expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { residualNetwork } from '@resnet/models';
import { initializeParameters } from './initialize-parameters.js';

const program = flatten(residualNetwork({ depth: 20, shortcut: 'B' }));
const initialize = (initialization: 'fan-in' | 'fan-out', seed = 1) =>
  initializeParameters(program, { initialization }, seed);

const deviation = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
/** Three standard errors of the deviation of so many normal numbers. */
const within = (values: Float32Array, expected: number) =>
  Math.abs(deviation(values) / expected - 1) < 3 / Math.sqrt(2 * values.length);

describe('initializeParameters', () => {
  test.each([
    ['fan-in', 'stem/conv1/weights', 3 * 9],
    ['fan-in', 'stage2/block1/conv1/weights', 16 * 9],
    ['fan-in', 'stage2/block1/shortcut/conv1/weights', 16],
    ['fan-in', 'head/fc1/weights', 64],
    ['fan-out', 'stem/conv1/weights', 16 * 9],
    ['fan-out', 'stage2/block1/conv1/weights', 32 * 9],
    ['fan-out', 'head/fc1/weights', 64],
  ] as const)('by %s, %s have a standard deviation of sqrt(2 / %i)', (initialization, path, fan) => {
    expect(within(initialize(initialization).get(path)!, Math.sqrt(2 / fan))).toBe(true);
  });

  test('starts batch normalization as the identity and biases at zero', () => {
    const parameters = initialize('fan-in');
    const distinct = (path: string) => [...new Set(parameters.get(path))];
    expect(distinct('stem/norm1/scale')).toEqual([1]);
    expect(distinct('stem/norm1/shift')).toEqual([0]);
    expect(distinct('stem/norm1/running-mean')).toEqual([0]);
    expect(distinct('stem/norm1/running-variance')).toEqual([1]);
    expect(distinct('head/fc1/bias')).toEqual([0]);
  });

  test('covers every parameter, and depends on the seed', () => {
    expect([...initialize('fan-in').keys()]).toEqual(program.parameters.map(({ path }) => path));
    const [first, again, other] = [initialize('fan-in', 1), initialize('fan-in', 1), initialize('fan-in', 2)].map(
      (parameters) => parameters.get('stem/conv1/weights'),
    );
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });
});
