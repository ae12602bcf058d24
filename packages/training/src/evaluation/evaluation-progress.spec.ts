import { expect, test } from '@jest/globals';
import { createProgress, type EvaluationProgress } from './evaluation-progress.js';

test('the time left goes by the work that is left, and the rate by images', () => {
  const told: EvaluationProgress[] = [];
  let time = 5;
  const onShown = createProgress({ total: 20, work: 50, onProgress: (at) => told.push(at), now: () => time });
  time = 7;
  onShown(10, 1);
  time = 15;
  onShown(10, 4);
  expect(told).toEqual([
    { shown: 10, total: 20, imagesPerSecond: 5, secondsLeft: 8 },
    { shown: 20, total: 20, imagesPerSecond: 2, secondsLeft: 0 },
  ]);
});
