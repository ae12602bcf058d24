import { describe, expect, it } from '@jest/globals';
import { progressLines } from './show-progress.js';

const progress = (iteration: number) => ({
  ...{ iteration, iterations: 1000, rate: 0.1, loss: 1.5, error: 55.55 },
  ...{ imagesPerSecond: 2100, secondsLeft: 62 },
});

const show = (secondsAfter: number) => {
  const lines: string[] = [];
  const clock = { time: 0 };
  const write = (line: string) => lines.push(line);
  const display = progressLines({ name: 'resnet-20, seed 1', secondsAfter, write, now: () => clock.time });
  return { lines, clock, display };
};

describe('progress where there is no terminal', () => {
  it('is a line with iteration, rate, loss, error and time left', () => {
    const { lines, display } = show(300);
    display.update(progress(100));
    expect(lines).toEqual([
      'resnet-20, seed 1: iteration 100 of 1,000, 2100 images/s, loss 1.500, training error 55.5%, 62 s left, 6 min in all\n',
    ]);
  });

  it('is said every ten seconds and at the end', () => {
    const { lines, clock, display } = show(0);
    for (const iteration of [1, 2, 3, 4, 1000]) {
      display.update(progress(iteration));
      clock.time += 4000;
    }
    expect(lines.map((line) => /iteration ([\d,]+)/.exec(line)?.[1])).toEqual(['1', '4', '1,000']);
  });
});
