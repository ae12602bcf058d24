import { describe, expect, it } from '@jest/globals';
import type { Run } from '@resnet/run-log';
import { syntheticRun } from '../../synthetic-run.js';
import { commonRuns, firstSides, sideChoices } from './compared-sides.js';

describe('the sides that a reader can compare', () => {
  it('are every member on every budget, all seeds together and each alone', () => {
    const runs = [
      syntheticRun({ network: 'resnet-20', budget: 'quick', seed: 1 }),
      syntheticRun({ network: 'resnet-20', budget: 'quick', seed: 2 }),
      syntheticRun({ network: 'resnet-20', budget: 'short', experiment: 'mine/own' }),
    ];
    expect(sideChoices(runs).map(({ label, budget, runs: own }) => [label, budget, own.length])).toEqual([
      ['ResNet-20 (cifar10/figure-6), 2 seeds', 'quick', 2],
      ['ResNet-20 (cifar10/figure-6), seed 1', 'quick', 1],
      ['ResNet-20 (cifar10/figure-6), seed 2', 'quick', 1],
      ['ResNet-20 (mine/own), seed 1', 'short', 1],
    ]);
  });
});

describe('what is compared at first', () => {
  const first = (...runs: readonly Run[]) => {
    const choices = sideChoices(runs);
    return firstSides(choices).map((at) => choices[at]?.label);
  };
  const plain20 = [1, 2].map((seed) => syntheticRun({ network: 'plain-20', budget: 'quick', seed }));

  it('are two members on one budget', () => {
    const longer = syntheticRun({ network: 'plain-56', budget: 'short' });
    expect(first(...plain20, longer, syntheticRun({ network: 'resnet-20', budget: 'quick' }))).toEqual([
      'plain-20 (cifar10/figure-6), 2 seeds',
      'ResNet-20 (cifar10/figure-6), seed 1',
    ]);
  });

  it('are in one precision where there are such', () => {
    const run = syntheticRun({ network: 'plain-56', budget: 'quick' });
    const inFloat = { ...run, record: { ...run.record, precision: 'f32' } };
    expect(first(...plain20, inFloat, syntheticRun({ network: 'resnet-56', budget: 'quick' }))[1]).toBe(
      'ResNet-56 (cifar10/figure-6), seed 1',
    );
    expect(first(...plain20, inFloat)[1]).toBe('plain-56 (cifar10/figure-6), seed 1');
  });

  it('are the first two where no two members are on one budget', () => {
    expect(first(plain20[0]!, syntheticRun({ network: 'plain-56', budget: 'short' }))).toEqual([
      'plain-20 (cifar10/figure-6), seed 1',
      'plain-56 (cifar10/figure-6), seed 1',
    ]);
  });
});

it('sides with a run in common are not compared', () => {
  const [one, two] = [1, 2].map((seed) => syntheticRun({ network: 'plain-20', seed }));
  expect(commonRuns([one!, two!], [two!])).toBe(
    'Both sides have the run of seed 2: choose two that have no run in common.',
  );
  expect(commonRuns([one!], [two!])).toBeNull();
});
