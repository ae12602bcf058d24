import { describe, expect, it } from '@jest/globals';
import { plainNetwork } from '@resnet/models';
import type { Run, RunState } from '@resnet/run-log';
import { cifarRecipe, memberOf, type Experiment, type RunData } from '@resnet/training';
import type { Speeds } from './measure-speeds.js';
import { planRuns, runMemory, secondsLeft } from './plan-runs.js';

const members = [20, 56].map((depth) =>
  memberOf({ network: plainNetwork({ depth }), recipe: cifarRecipe, runs: 'cifar10/figure-6' }),
);
const experiment: Experiment = {
  id: 'cifar10/figure-1',
  reproduces: 'Figure 1',
  claim: 'Depth hurts plain networks.',
  dataset: 'cifar10',
  members,
};
const runs = members.map((member) => ({ member, seed: 1 }));

/** Only what a plan reads. */
const earlierRun = (state: RunState, iteration: number): Run =>
  ({
    record: {
      experiment: 'cifar10/figure-6',
      budget: 'quick',
      member: 'plain-20',
      seed: 1,
      state,
      events: [{ kind: 'started' }],
    },
    training: [{ iteration }],
  }) as unknown as Run;

const plan = (earlier: readonly Run[]) => planRuns({ experiment, runs, budget: 'quick', precision: 'bf16', earlier });

describe('planRuns', () => {
  it('counts the multiply-adds of training, backward included, and of the evaluations, the training images at the end included', () => {
    const [plain20] = plan([]);
    const training = 3 * 40_551_040 * 128 * 1000;
    const evaluation = 40_551_040 * (3 * 10_000 + 50_000);
    expect(plain20).toMatchObject({ iterations: 1000, state: null, multiplyAdds: training + evaluation });
  });

  it('counts only what is left of an unfinished run', () => {
    const [whole] = plan([]);
    const [resumed] = plan([earlierRun('running', 250)]);
    expect(resumed).toMatchObject({ done: 250, state: 'running' });
    expect(resumed!.multiplyAdds).toBeCloseTo(0.75 * whole!.multiplyAdds);
  });

  it('begins anew where a session was refused before anything was trained, in another precision too', () => {
    const { record } = earlierRun('running', 0);
    const refused = { record: { ...record, precision: 'f32', events: [] }, training: [] } as unknown as Run;
    const inBf16 = runs.map((run) => ({ ...run, member: { ...run.member, precision: 'bf16' as const } }));
    const planned = (run: Run) =>
      planRuns({ experiment, runs: inBf16, budget: 'quick', precision: 'bf16', earlier: [run] })[0];
    expect(planned(refused)).toMatchObject({ state: null, blockedBy: null });
    const begun = { ...refused, record: { ...refused.record, events: [{ kind: 'started' }] } } as unknown as Run;
    expect(planned(begun)?.state).toBe('blocked');
  });

  it.each(['finished', 'diverged'] as const)('leaves nothing to do of a %s run', (state) => {
    expect(plan([earlierRun(state, 1000)])[0]).toMatchObject({ state, multiplyAdds: 0 });
  });

  it('counts the photographs of the set that is there', () => {
    const data = { kind: 'photographs', train: { count: 900 }, validation: { count: 300 } } as unknown as RunData;
    const [plain20] = planRuns({ experiment, runs, budget: 'quick', precision: 'bf16', earlier: [], data });
    expect(plain20?.multiplyAdds).toBe(40_551_040 * (3 * 128 * 1000 + 3 * 300 + 900));
  });

  it('counts those of a published set that is not there', () => {
    const imagenette = { ...experiment, dataset: 'imagenette' };
    const [plain20] = planRuns({ experiment: imagenette, runs, budget: 'quick', precision: 'bf16', earlier: [] });
    expect(plain20?.multiplyAdds).toBe(40_551_040 * (3 * 128 * 1000 + 3 * 3925 + 9469));
  });

  it('keeps budgets apart', () => {
    const earlier = [earlierRun('finished', 1000)];
    const [smoke] = planRuns({ experiment, runs, budget: 'smoke', precision: 'bf16', earlier });
    expect(smoke?.state).toBeNull();
  });
});

describe('costs', () => {
  const speed = { multiplyAddsPerSecond: 250e9, bytesPerElement: 4, bytesPerParameter: 8, bytesPerSum: 4 };
  const speeds: Speeds = { of: () => speed, text: 'measured' };

  it('are time at the measured speed', () => {
    const planned = plan([]);
    const [plain20, plain56] = planned.map((run) => secondsLeft([run], speeds));
    expect(plain20).toBeCloseTo(75.26, 1);
    expect(secondsLeft(planned, speeds)).toBeCloseTo(plain20! + plain56!);
  });

  it('are time at the speed of the precision of each member', () => {
    const of: Speeds['of'] = ({ precision }) => ({
      ...speed,
      multiplyAddsPerSecond: precision === 'f32' ? 1e9 : 250e9,
    });
    const [run] = plan([]);
    const inF32 = { ...run!, member: { ...run!.member, precision: 'f32' } } as const;
    expect(secondsLeft([inF32], { of })).toBeCloseTo(250 * secondsLeft([run!], { of }));
  });

  it('are memory that grows with the values of the network', () => {
    const [plain20, plain56] = runs.map((run) => runMemory(run, { budget: 'quick', speeds }).bytes);
    expect(plain56! / plain20!).toBeGreaterThan(2.5);
    expect(plain56! / plain20!).toBeLessThan(3.1);
  });

  it('refuse a number of statistics groups at once that does not divide those of a mini-batch', () => {
    const member = { ...members[0]!, recipe: { ...cifarRecipe, batchStatistics: 32 } as const };
    const memory = (groupsAtOnce: number) => runMemory({ member, seed: 1 }, { budget: 'quick', speeds, groupsAtOnce });
    expect(() => memory(3)).toThrow('expected some of the 4 statistics groups of plain-20 at once, 4, 2, 1, got 3');
    expect(memory(8)).toEqual(memory(4));
  });
});
