import { expect, it } from '@jest/globals';
import { pointsText } from './difference-readout.js';

it('a difference is written with its sign, and without one where nothing of it is left', () => {
  expect([1, -0.25, 0.004, -0.004, 0].map(pointsText)).toEqual(['+1.00', '−0.25', '0.00', '0.00', '0.00']);
});
