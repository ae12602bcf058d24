import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../../synthetic-run.js';
import { choicesOf, initialState, shownRuns, toggled } from './chart-state.js';

const runs = [
  syntheticRun({ network: 'plain-20', budget: 'quick', seed: 2 }),
  syntheticRun({ network: 'plain-20', budget: 'quick', seed: 1 }),
  syntheticRun({ network: 'resnet-20', budget: 'short', seed: 1 }),
];
const choices = choicesOf(runs, { members: ['resnet-20', 'plain-20', 'plain-56'], kinds: ['test'] });

describe('what a reader can choose', () => {
  it('is what has been run: members as given, budgets from the longest, seeds in order', () => {
    expect(choices).toEqual({
      members: ['resnet-20', 'plain-20'],
      seeds: [1, 2],
      budgets: ['short', 'quick'],
      kinds: ['test'],
    });
  });

  it('is all on at first, but of the budgets only the longest', () => {
    expect(shownRuns(runs, initialState(choices)).map(({ record }) => record.member)).toEqual(['resnet-20']);
  });

  it('shows a run where its network, its seed and its budget are on', () => {
    const state = {
      ...initialState(choices),
      budgets: toggled(['short'], 'quick') as typeof choices.budgets,
    };
    expect(shownRuns(runs, state)).toHaveLength(3);
    expect(shownRuns(runs, { ...state, seeds: [2] })).toEqual([runs[0]]);
    expect(shownRuns(runs, { ...state, members: toggled(state.members, 'plain-20') })).toEqual([runs[2]]);
  });

  it('is switched on and off', () => {
    expect(toggled([1, 2], 2)).toEqual([1]);
    expect(toggled([1], 2)).toEqual([1, 2]);
  });
});
