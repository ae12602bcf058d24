import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Stopwatch } from './stopwatch.js';

afterEach(() => void jest.restoreAllMocks());

/** A stopwatch by a clock that stands still but for the seconds that `train` and `pass` take. */
const stopwatchByHand = () => {
  let milliseconds = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => milliseconds);
  const stopwatch = new Stopwatch(0);
  const pass = (seconds: number): void => void (milliseconds += seconds * 1000);
  const train = (...iterations: readonly number[]): void => {
    for (const seconds of iterations) {
      stopwatch.startIteration();
      pass(seconds);
      stopwatch.endIteration();
    }
  };
  return { stopwatch, pass, train };
};

describe('the iterations per second of a row', () => {
  test('are those since the row before', () => {
    const { stopwatch, train } = stopwatchByHand();
    train(2);
    stopwatch.takeIterationsPerSecond();
    train(0.5, 0.5);
    expect(stopwatch.takeIterationsPerSecond()).toBe(2);
  });

  test('are a number that can be logged, also where the clock stands still', () => {
    const { stopwatch, train } = stopwatchByHand();
    train(0);
    expect(stopwatch.takeIterationsPerSecond()).toBe(0);
  });
});

describe('the seconds left', () => {
  test('are those of iterations as long as the last ones, and of evaluation as often as so far', () => {
    const { stopwatch, pass, train } = stopwatchByHand();
    train(2, 2, 2, 2);
    pass(2);
    expect(stopwatch.secondsFor(10)).toBeCloseTo(25);
  });

  test('forget how long the process was stopped', () => {
    const { stopwatch, train } = stopwatchByHand();
    train(1, 3600, ...Array.from({ length: 300 }, () => 1));
    expect(stopwatch.secondsFor(1000)).toBeCloseTo(1000, -1);
  });
});
