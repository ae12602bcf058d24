import { describe, expect, it } from '@jest/globals';
import { experiments } from '@resnet/experiments';
import { findExperiment } from '../find-experiment.js';
import { selectRuns, type Selection } from './select-runs.js';

const names = (selection: Selection) =>
  selectRuns(findExperiment(experiments, 'cifar10/degradation'), selection).map(
    ({ member, seed }) => `${member.name} ${seed}`,
  );

describe('the runs of an experiment', () => {
  it('are all of its members with their own seeds', () => {
    expect(names({}).sort()).toEqual(['plain-20 1', 'plain-56 1', 'resnet-20 1', 'resnet-56 1']);
  });

  it('are narrowed to some members and widened to other seeds', () => {
    expect(names({ only: ['resnet-20'], seeds: [2, 3] })).toEqual(['resnet-20 2', 'resnet-20 3']);
  });

  it('are not those of members it does not have', () => {
    expect(() => names({ only: ['resnet-20', 'resnet-110'] })).toThrow(
      'unknown member of cifar10/degradation, resnet-110',
    );
  });
});

describe('an unknown experiment', () => {
  it('is answered with those there are', () => {
    expect(() => findExperiment(experiments, 'figure-6')).toThrow('cifar10/figure-6');
  });
});
