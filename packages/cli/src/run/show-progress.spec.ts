import { expect, it } from '@jest/globals';
import { ofRun } from './show-progress.js';

const progress = {
  ...{ iteration: 100, iterations: 1000, rate: 0.1, loss: 1.5, error: 55.55 },
  ...{ imagesPerSecond: 2100, secondsLeft: 62 },
};

it('a run shows its iteration, rate, loss, error and time left, and that of the runs after it', () => {
  expect(ofRun(300).show(progress)).toEqual({
    ...{ value: 100, total: 1000 },
    beside: '2100 images/s | loss 1.500 | training error 55.5% | 62 s left, 6 min in all',
    line: 'iteration 100 of 1,000, 2100 images/s, loss 1.500, training error 55.5%, 62 s left, 6 min in all',
  });
  expect(ofRun(0).show(progress).line).toMatch(/, 62 s left$/);
});
