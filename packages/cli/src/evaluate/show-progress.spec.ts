import { expect, it } from '@jest/globals';
import { ofEvaluation } from './show-progress.js';

it('an evaluation shows its images, rate and time left', () => {
  expect(ofEvaluation.show({ shown: 1016, total: 10_000, imagesPerSecond: 12.34, secondsLeft: 80 })).toEqual({
    ...{ value: 1016, total: 10_000, beside: '12.3 images/s, 80 s left' },
    line: 'image 1,016 of 10,000, 12.3 images/s, 80 s left',
  });
});
