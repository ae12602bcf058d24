import { describe, expect, it } from '@jest/globals';
import { medianSeconds } from './measure-speed.js';

/** Work that takes so many seconds each time, by a clock of its own; the last of them for all that follow. */
const workOf = (...seconds: readonly number[]) => {
  const clock = { time: 0, calls: 0 };
  const work = () => {
    clock.time += seconds[Math.min(clock.calls++, seconds.length - 1)] ?? 0;
    return Promise.resolve();
  };
  return { clock, measure: () => medianSeconds(work, () => clock.time) };
};

describe('the time of an iteration', () => {
  it('is the median of seven after the first, whatever held a few of them up', async () => {
    const { clock, measure } = workOf(5, 0.1, 9, 0.1, 0.1, 0.1);
    // The nine seconds are the second of three at least.
    expect(await measure()).toBeCloseTo(0.1);
    expect(clock.calls).toBe(4);
    const quick = workOf(5, 0.1);
    expect(await quick.measure()).toBeCloseTo(0.1);
    expect(quick.clock.calls).toBe(8);
  });

  it('is not what one quick iteration between slow ones took', async () => {
    expect(await workOf(5, 1, 0.1, 1, 1).measure()).toBeCloseTo(1);
  });

  it('takes three iterations where they are slow', async () => {
    const { clock, measure } = workOf(60);
    expect(await measure()).toBe(60);
    expect(clock.calls).toBe(4);
  });
});
