import { expect, test } from '@jest/globals';
import { cifarRecipe } from './cifar-recipe.js';
import { continueWarmUp } from './warm-up.js';

const recipe = {
  batchSize: 10,
  schedule: { ...cifarRecipe.schedule, warmUp: { rate: 0.01, untilError: 80, window: 3 } },
};

/** The mini-batch, from 1, after which the warm-up is over. */
const endOf = (errors: readonly number[]): number | null => {
  let state: readonly number[] | null = [];
  for (const [index, count] of errors.entries()) {
    state = continueWarmUp(state, recipe, count);
    if (state === null) return index + 1;
  }
  return null;
};

test('a warm-up ends with the first full window whose error is below the threshold', () => {
  expect(endOf([9, 9, 8, 8, 7, 7])).toBe(5);
});

test('a warm-up goes on at the threshold itself', () => {
  expect(endOf([8, 8, 8, 8])).toBeNull();
});

test('a warm-up does not end before its window is full', () => {
  expect(endOf([0, 0])).toBeNull();
  expect(endOf([0, 0, 0])).toBe(3);
});

test('a warm-up that ended does not start again', () => {
  expect(continueWarmUp(null, recipe, 10)).toBeNull();
});
