import { describe, expect, it } from '@jest/globals';
import { experiments } from '@resnet/experiments';
import { findExperiment } from '../load-experiment.js';
import { selectRuns, type Selection } from './select-runs.js';

const names = (selection: Selection, experiment = 'cifar10/degradation') =>
  selectRuns(findExperiment(experiments, experiment), selection).map(({ member, seed }) => `${member.name} ${seed}`);

describe('the runs of an experiment', () => {
  it('are all of its members with their own seeds', () => {
    expect(names({}).sort()).toEqual(['plain-20 1', 'plain-56 1', 'resnet-20 1', 'resnet-56 1']);
  });

  it('are narrowed to some members and widened to other seeds', () => {
    expect(names({ only: ['resnet-20'], seeds: [2, 3] })).toEqual(['resnet-20 2', 'resnet-20 3']);
  });

  it('are each trained once, however often a seed is named', () => {
    expect(names({ only: ['resnet-20'], seeds: [1, 1] })).toEqual(['resnet-20 1']);
  });

  it('are not those of members it does not have', () => {
    expect(() => names({ only: ['resnet-20', 'resnet-110'] })).toThrow(
      'unknown member of cifar10/degradation, resnet-110',
    );
  });

  it('are not of another precision than a member has', () => {
    expect(() => names({ only: ['resnet-20/f32'], precision: 'bf16' }, 'cifar10/precision')).toThrow(
      'resnet-20/f32 is a run in f32, got --precision bf16',
    );
    expect(names({ only: ['resnet-20/f32'], precision: 'f32' }, 'cifar10/precision')).toEqual(['resnet-20/f32 1']);
    expect(names({ only: ['plain-20'], precision: 'f32' })).toEqual(['plain-20 1']);
  });
});

describe('an unknown experiment', () => {
  it('is answered with those there are', () => {
    expect(() => findExperiment(experiments, 'figure-6')).toThrow('cifar10/figure-6');
  });
});
