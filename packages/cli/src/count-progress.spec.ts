import { describe, expect, it } from '@jest/globals';
import { experiments } from '@resnet/experiments';
import type { Run, RunRecord } from '@resnet/run-log';
import { countProgress } from './count-progress.js';
import { findExperiment } from './load-experiment.js';

/** Only what is counted. */
const run = (
  name: string,
  { budget = 'quick', state = 'finished', seed = 1, experiment = 'cifar10/figure-6', precision = 'bf16' },
): Run => {
  const [network, startedAt] = [{ family: 'plain', depth: 20 }, '2026-01-02T03:04:05.000Z'];
  const record = { experiment, member: name, budget, state, seed, precision, network, startedAt };
  return { record: record as unknown as RunRecord } as Run;
};

const progress = (runs: readonly Run[], experiment = 'cifar10/figure-1') =>
  countProgress(findExperiment(experiments, experiment), runs);

describe('the progress of an experiment', () => {
  it('counts its networks and seeds by budget, longest first', () => {
    const runs = [run('plain-20', {}), run('plain-56', {}), run('plain-20', { budget: 'short' })];
    expect(progress(runs)).toEqual([
      { budget: 'short', finished: 1, unfinished: 0, diverged: 0, total: 2 },
      { budget: 'quick', finished: 2, unfinished: 0, diverged: 0, total: 2 },
    ]);
  });

  it('tells finished, unfinished and diverged runs apart', () => {
    const runs = [run('plain-20', { state: 'running' }), run('plain-56', { state: 'diverged' })];
    expect(progress(runs)).toEqual([{ budget: 'quick', finished: 0, unfinished: 1, diverged: 1, total: 2 }]);
  });

  it('leaves out runs of other networks, seeds and experiments', () => {
    const others = [run('resnet-20', {}), run('plain-20', { seed: 7 }), run('plain-20', { experiment: 'other' })];
    expect(progress(others)).toEqual([]);
  });

  it('leaves out runs in another precision than a member has', () => {
    const runs = [run('plain-20', {}), run('plain-56', { precision: 'f32' })];
    expect(progress(runs, 'cifar10/precision')).toMatchObject([{ budget: 'quick', finished: 1, total: 8 }]);
    expect(progress(runs)).toMatchObject([{ finished: 2, total: 2 }]);
  });

  it('counts a run that is in two folders once, finished where it is finished in one, whatever the other one is', () => {
    const [finished, unfinished] = [run('plain-20', {}), run('plain-20', { state: 'running' })];
    for (const runs of [
      [finished, unfinished],
      [unfinished, finished],
    ]) {
      expect(progress(runs)).toEqual([{ budget: 'quick', finished: 1, unfinished: 0, diverged: 0, total: 2 }]);
    }
    const inF32 = run('plain-20', { precision: 'f32' });
    expect(progress([inF32, finished], 'cifar10/precision')).toMatchObject([{ finished: 1 }]);
  });
});
