import { expect, test } from '@jest/globals';
import { mirror } from './mirror.js';

test('a mirrored image has the pixels of each row in reverse order, their colours unchanged', () => {
  const twoRows = Float32Array.of(...[1, 2, 3, 4, 5, 6], ...[7, 8, 9, 10, 11, 12]);
  expect([...mirror(twoRows, 2)]).toEqual([4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9]);
});
