import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Stopwatch } from './stopwatch.js';

afterEach(() => void jest.restoreAllMocks());

describe('the iterations per second of a row', () => {
  test('are those since the row before', () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    const stopwatch = new Stopwatch(0);
    for (const end of [500, 1000]) {
      stopwatch.startIteration();
      now.mockReturnValue(end);
      stopwatch.endIteration();
    }
    expect(stopwatch.takeIterationsPerSecond()).toBe(2);
  });

  test('are a number that can be logged, also where the clock stands still', () => {
    jest.spyOn(performance, 'now').mockReturnValue(0);
    const stopwatch = new Stopwatch(0);
    stopwatch.startIteration();
    stopwatch.endIteration();
    expect(stopwatch.takeIterationsPerSecond()).toBe(0);
  });
});
