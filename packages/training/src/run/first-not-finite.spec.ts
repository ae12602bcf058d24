import { describe, expect, test } from '@jest/globals';
import { flatten, isTrainable } from '@resnet/engine';
import { firstNotFinite } from './first-not-finite.js';
import { initializeParameters } from '../start/index.js';
import { tinyNetwork, tinyRecipe } from './tiny-run.fixture.js';

const program = flatten(tinyNetwork);

/** Values of a network, one of them replaced in each of the paths given. */
const values = (value: number, { parameters = [] as string[], momentum = [] as string[] }) => {
  const all = () => {
    const initial = initializeParameters(program, tinyRecipe, 1);
    return new Map(program.parameters.filter(isTrainable).map(({ path }) => [path, initial.get(path)!.slice()]));
  };
  const found = { parameters: initializeParameters(program, tinyRecipe, 1), momentum: all() };
  for (const path of parameters) found.parameters.get(path)!.set([value], 1);
  for (const path of momentum) found.momentum.get(path)!.set([value], 1);
  return found;
};

describe('firstNotFinite', () => {
  test('is none where all are finite, the largest numbers too', () => {
    expect(firstNotFinite(program, values(3.4e38, { parameters: ['stem/conv1/weights'] }))).toBeNull();
  });

  test.each([NaN, Infinity, -Infinity])('finds %p in parameters, statistics and momentum', (value) => {
    for (const path of ['stem/conv1/weights', 'block1/norm1/running-variance', 'head/fc1/bias']) {
      expect(firstNotFinite(program, values(value, { parameters: [path] }))).toBe(path);
    }
    const momentum = ['head/fc1/weights'];
    expect(firstNotFinite(program, values(value, { momentum }))).toBe('momentum of head/fc1/weights');
  });

  test('names the first in the order of the network, statistics before what every gradient spoils', () => {
    const weights = ['head/fc1/weights', 'block1/conv1/weights', 'stem/conv1/weights'];
    expect(firstNotFinite(program, values(NaN, { parameters: weights }))).toBe('stem/conv1/weights');
    const parameters = [...weights, 'block1/norm1/running-mean'];
    expect(firstNotFinite(program, values(NaN, { parameters }))).toBe('block1/norm1/running-mean');
  });
});
