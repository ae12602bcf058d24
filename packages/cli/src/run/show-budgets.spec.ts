import { describe, expect, it } from '@jest/globals';
import { plainNetwork } from '@resnet/models';
import { cifarRecipe, memberOf, type Experiment } from '@resnet/training';
import { planRuns } from './plan-runs.js';
import { costOf, formatBudgets, sizeRemark } from './show-budgets.js';

const members = [20, 56].map((depth) => memberOf({ network: plainNetwork({ depth }), recipe: cifarRecipe }));
const experiment: Experiment = {
  ...{ id: 'cifar10/test', reproduces: 'nothing', claim: 'nothing', dataset: 'cifar10', members },
};
const command = { experiment: './my-experiment.ts', seeds: [1] };
const speed = { multiplyAddsPerSecond: 250e9, bytesPerElement: 4, bytesPerParameter: 8, bytesPerSum: 4 };
const speeds = { of: () => speed, text: '250 G multiply-adds/s measured' };
const costs = (['short', 'quick'] as const).map((budget) => {
  const runs = members.map((member) => ({ member, seed: 1 }));
  return costOf(planRuns({ experiment, runs, budget, precision: 'bf16', earlier: [] }), { budget, speeds });
});

describe('what each budget would cost', () => {
  it('is iterations, runs, seconds and the memory of the largest', () => {
    const [short, quick] = costs;
    expect(short).toMatchObject({ budget: 'short', iterations: 8000, runsToDo: 2 });
    expect(short!.seconds / quick!.seconds).toBeGreaterThan(7);
    expect(short!.bytes).toBe(quick!.bytes);
  });

  it('says how to spread what takes more than a hundred hours', () => {
    const long = costs.map((cost) => ({ ...cost, seconds: 1e6 }));
    expect(formatBudgets(command, long, speeds)).toContain('trained on several machines with --only and --seeds');
    expect(formatBudgets(command, costs, speeds)).not.toContain('several machines');
  });

  it('is a table that ends with how to start one of them', () => {
    const lines = formatBudgets(command, costs, speeds).split('\n');
    expect(lines[0]).toMatch(/^budget +iterations +to do +time +memory$/);
    expect(lines[1]).toMatch(/^short +8,000 +2 runs +\d+ min +\d+ MB$/);
    expect(lines.at(-1)).toBe(
      'Nothing has been started: choose a budget, as in npx resnet run ./my-experiment.ts --budget quick --seeds 1',
    );
  });
});

it('the size of a data set that is not here is remarked on where it is not known', () => {
  expect(['cifar10', 'imagenet', 'imagenette'].map(sizeRemark)).toEqual([null, null, null]);
  expect(sizeRemark('birds')).toContain('How many photographs birds has is not known');
});
