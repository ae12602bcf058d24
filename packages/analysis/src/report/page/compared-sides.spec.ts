import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../../synthetic-run.js';
import { sideChoices } from './compared-sides.js';

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
