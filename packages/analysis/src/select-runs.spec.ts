import { describe, expect, it } from '@jest/globals';
import { countedRuns, finalError, shortfall } from './select-runs.js';
import { syntheticRun } from './synthetic-run.js';

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
