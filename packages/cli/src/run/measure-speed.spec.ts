import { describe, expect, it } from '@jest/globals';
import { flatten, referenceEngine, type Engine, type Session, type SessionOptions } from '@resnet/engine';
import { plainNetwork } from '@resnet/models';
import { cifarRecipe, memberOf, sessionMemory } from '@resnet/training';
import { measureSpeed, medianSeconds } from './measure-speed.js';

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

describe('what a run is measured by', () => {
  const network = plainNetwork({ depth: 8 });
  /** Memory is 100 MB and 1 MB an image; every iteration takes no time. */
  const measure = async (batchStatistics: 'mini-batch' | 32) => {
    const trained: number[] = [];
    const engine: Engine = {
      ...referenceEngine,
      createSession: ({ batchSize, statisticsGroup, groupsAtOnce }: SessionOptions) => {
        const images = groupsAtOnce === undefined ? batchSize : groupsAtOnce * (statisticsGroup ?? batchSize);
        let open = true;
        const session: Partial<Session> = {
          // As a session over the addon: what is closed says nothing.
          get memoryBytes() {
            return open ? 100e6 + 1e6 * images : NaN;
          },
          writeParameters: () => Promise.resolve(),
          trainStep: () => {
            trained.push(batchSize);
            return Promise.resolve({ loss: 1, errors: 0, top5Errors: 0 });
          },
          close: () => void (open = false),
        };
        return Promise.resolve(session as Session);
      },
    };
    const member = memberOf({ network, recipe: { ...cifarRecipe, batchStatistics } });
    const speed = await measureSpeed({ engine, precision: 'f64', threads: 1, member });
    return { speed, trained: [...new Set(trained)] };
  };

  it('is the whole mini-batch, or one statistics group of it', async () => {
    expect((await measure('mini-batch')).trained).toEqual([8, 128]);
    expect((await measure(32)).trained).toEqual([8, 32]);
  });

  it('tells memory that grows with the images from what does not', async () => {
    for (const statistics of ['mini-batch', 32] as const) {
      const { speed } = await measure(statistics);
      const bytesFor = (batchSize: number): number => {
        const recipe = { ...cifarRecipe, batchSize };
        return sessionMemory({ program: flatten(network), recipe, use: speed }).bytes;
      };
      expect(bytesFor(32)).toBeCloseTo(132e6, 0);
      expect(bytesFor(128)).toBeCloseTo(228e6, 0);
    }
  });
});
