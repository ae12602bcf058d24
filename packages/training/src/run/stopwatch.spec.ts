import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Stopwatch } from './stopwatch.js';

afterEach(() => void jest.restoreAllMocks());

/** A stopwatch by a clock that stands still but for the seconds that `train` and `pass` take. */
const stopwatchByHand = () => {
  let milliseconds = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => milliseconds);
  const stopwatch = new Stopwatch({ secondsBefore: 0, batchSize: 4 });
  const pass = (seconds: number): void => void (milliseconds += seconds * 1000);
  const train = (...iterations: readonly number[]): void => {
    for (const seconds of iterations) {
      stopwatch.startIteration();
      pass(seconds);
      stopwatch.endIteration();
    }
  };
  const evaluate = (images: number, seconds: number): void => {
    stopwatch.startEvaluation();
    pass(seconds);
    stopwatch.endEvaluation(images);
  };
  return { stopwatch, train, evaluate };
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
  test('are those of iterations and of evaluation as fast as lately', () => {
    const { stopwatch, train, evaluate } = stopwatchByHand();
    evaluate(100, 900);
    train(2, 2, 2, 2);
    evaluate(100, 50);
    expect(stopwatch.secondsFor({ iterations: 10, images: 200 })).toBeCloseTo(120);
  });

  test('take an image to be evaluated in a third of the time it is trained in, before any was', () => {
    const { stopwatch, train } = stopwatchByHand();
    train(6);
    expect(stopwatch.secondsFor({ iterations: 1, images: 8 })).toBeCloseTo(10);
  });

  test('forget how long the process was stopped', () => {
    const { stopwatch, train } = stopwatchByHand();
    train(1, 3600, ...Array.from({ length: 300 }, () => 1));
    expect(stopwatch.secondsFor({ iterations: 1000, images: 0 })).toBeCloseTo(1000, -1);
  });
});
