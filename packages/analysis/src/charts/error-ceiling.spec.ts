import { expect, test } from '@jest/globals';
import { errorCeiling } from './error-ceiling.js';

test.each([
  ['the paper’s 20% where all curves end below it', [7, 12], 20],
  ['with room above the highest end, in tens', [12, 50], 70],
  ['at 100% at most', [90], 100],
  ['at 20% without curves', [], 20],
])('an axis of errors ends %s', (_, ends, ceiling) => {
  expect(errorCeiling(ends)).toBe(ceiling);
});
