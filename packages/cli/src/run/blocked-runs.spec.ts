import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '@resnet/analysis/synthetic-run';
import { plainNetwork } from '@resnet/models';
import { cifarRecipe, memberOf, type Experiment } from '@resnet/training';
import { describeBlocked, describeTooLarge } from './blocked-runs.js';
import { planRuns } from './plan-runs.js';

const open = memberOf({ network: plainNetwork({ depth: 20 }), recipe: cifarRecipe });
const fixed = { ...open, precision: 'f32' } as const;
/** In bf16. */
const there = syntheticRun({ network: 'plain-20', experiment: 'mine/wider', budget: 'quick' });

const plan = (member: typeof open, precision: 'f32' | 'bf16') => {
  const experiment: Experiment = {
    ...{ id: 'mine/wider', reproduces: 'nothing', claim: 'nothing', dataset: 'cifar10' },
    members: [member],
  };
  const runs = [1, 2].map((seed) => ({ member, seed }));
  return planRuns({ experiment, runs, budget: 'quick', precision, earlier: [there] });
};

describe('a run in whose place one in another precision lies', () => {
  it('is neither finished nor to do', () => {
    expect(plan(fixed, 'bf16')).toMatchObject([
      { seed: 1, state: 'blocked', blockedBy: there, multiplyAdds: 0 },
      { seed: 2, state: null, blockedBy: null },
    ]);
    expect(plan(open, 'bf16')[0]).toMatchObject({ state: 'finished', blockedBy: null });
  });

  it('is said with what to do, which is no precision where the member has one of its own or the engine lacks it', () => {
    const begin = `plain-20, seed 1, is not trained, since ${there.folder} is a run in bf16: `;
    const elsewhere = 'train this one elsewhere with --out, or start over with --fresh';
    const both = { precisions: ['bf16', 'f32'] } as const;
    expect(describeBlocked(plan(open, 'f32'), both)).toEqual([
      `${begin}take that one by --precision bf16, ${elsewhere}`,
    ]);
    expect(describeBlocked(plan(open, 'f32'), { precisions: ['f32'] })).toEqual([`${begin}${elsewhere}`]);
    expect(describeBlocked(plan(fixed, 'bf16'), both)).toEqual([`${begin}${elsewhere}`]);
    expect(describeBlocked(plan(open, 'bf16'), both)).toEqual([]);
  });
});

it('a run that needs more memory than there is is said before anything is trained, unless it is done', () => {
  const speed = { multiplyAddsPerSecond: 1e9, bytesPerElement: 4, bytesPerParameter: 8, bytesPerSum: 4 };
  const options = { budget: 'quick', speeds: { of: () => speed, text: 'measured' } } as const;
  const planned = plan(open, 'bf16');
  expect(describeTooLarge(planned, { ...options, here: 1e6 })).toEqual([
    expect.stringMatching(/^plain-20, seed 2, needs \d+ MB of memory, and this machine has 1\.?0* MB: train it/),
  ]);
  expect(describeTooLarge(planned, { ...options, here: 2 ** 32 })).toEqual([]);
});
