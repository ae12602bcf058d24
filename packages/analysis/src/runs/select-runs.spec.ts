import { describe, expect, it } from '@jest/globals';
import type { Run } from '@resnet/run-log';
import { syntheticRun } from '../synthetic-run.js';
import { finalError } from './measure.js';
import { countedRuns, runsOfExperiment, runsOfMember, shortfall } from './select-runs.js';

describe('counted runs', () => {
  it('have one run for a seed: finished before unfinished, then later before earlier', () => {
    const early = syntheticRun({ network: 'plain-20', startedAt: '2026-01-01T00:00:00.000Z' });
    const late = syntheticRun({ network: 'plain-20', startedAt: '2026-01-03T00:00:00.000Z' });
    const running = syntheticRun({ network: 'plain-20', state: 'running', startedAt: '2026-01-04T00:00:00.000Z' });
    expect(countedRuns([early, running, late])).toEqual([late]);
    expect(countedRuns([late, running, early])).toEqual([late]);
  });

  it('keep seeds and budgets apart, by depth and seed', () => {
    const runs = [
      syntheticRun({ network: 'plain-110' }),
      syntheticRun({ network: 'plain-20', seed: 2 }),
      syntheticRun({ network: 'plain-20', seed: 1 }),
      syntheticRun({ network: 'plain-20', seed: 1, budget: 'quick' }),
    ];
    expect(countedRuns(runs)).toEqual([runs[2], runs[3], runs[1], runs[0]]);
  });

  it('keep two recipes or two precisions of one network and seed apart', () => {
    const runs = ['resnet-20', 'resnet-20/f32', 'resnet-20/nesterov'].map((member) =>
      syntheticRun({ network: 'resnet-20', member }),
    );
    expect(countedRuns(runs)).toEqual(runs);
    expect(runsOfMember(runs, 'resnet-20/f32')).toEqual([runs[1]]);
  });

  it('keep the same member of two experiments apart', () => {
    const runs = ['cifar10/choices', 'cifar10/figure-6'].map((experiment) =>
      syntheticRun({ network: 'resnet-20', experiment }),
    );
    expect(countedRuns(runs)).toHaveLength(2);
  });
});

describe('the runs of an experiment', () => {
  it('are those of its members, wherever they were made', () => {
    const experiment = {
      id: 'mine',
      members: [{ name: 'resnet-20', runs: 'cifar10/figure-6' }, { name: 'resnet-20/wide' }],
    };
    const runs = [
      syntheticRun({ network: 'resnet-20' }),
      syntheticRun({ network: 'resnet-20', member: 'resnet-20/wide', experiment: 'mine', budget: 'quick' }),
      syntheticRun({ network: 'resnet-20', experiment: 'mine' }),
      syntheticRun({ network: 'resnet-20', member: 'resnet-20/wide' }),
    ];
    expect(runsOfExperiment(experiment, runs)).toEqual(runs.slice(0, 2));
  });

  it('are those in the precision of the member, where it has one', () => {
    const experiment = { id: 'mine', members: [{ name: 'resnet-20', runs: 'cifar10/figure-6', precision: 'bf16' }] };
    const run = syntheticRun({ network: 'resnet-20' });
    const runs = ['bf16', 'f32'].map((precision) => ({ ...run, record: { ...run.record, precision } })) as Run[];
    expect(runsOfExperiment(experiment, runs)).toEqual(runs.slice(0, 1));
  });
});

describe('a run', () => {
  it('ends with a single-view test error', () => {
    const run = syntheticRun({ network: 'plain-20', testError: 9 });
    const crops = { ...run.evaluation.at(-1)!, protocol: '10-crop', top1Error: 8 } as const;
    const final = { ...run.record.final!, evaluation: [...run.record.final!.evaluation, crops] };
    expect(finalError({ ...run, record: { ...run.record, final } }, 'test')).toBe(9);
  });

  it('that has not finished has no final error, and says how far it came', () => {
    const running = syntheticRun({ network: 'plain-20', budget: 'quick', state: 'running', progress: 0.4 });
    expect(finalError(running, 'training')).toBeNull();
    expect(shortfall(running)).toBe('unfinished at iteration 400 of 1,000');
    expect(shortfall(syntheticRun({ network: 'plain-20' }))).toBeNull();
  });
});
