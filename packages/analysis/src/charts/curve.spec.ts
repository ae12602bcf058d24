import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../synthetic-run.js';
import { curveOf } from './curve.js';

const run = syntheticRun({ network: 'resnet-56' });
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    iteration: ((index + 1) * 64_000) / count,
    epoch: index,
    rate: 0.1,
    loss: 1,
    error: index % 2,
    top5Error: null,
  }));

describe('a curve', () => {
  it('of training averages rows into at most 200 points, each at the end of its interval', () => {
    const { iteration, error } = curveOf({ ...run, training: rows(400) }, 'training');
    expect(iteration).toHaveLength(200);
    expect(iteration.slice(0, 2)).toEqual([320, 640]);
    expect(new Set(error)).toEqual(new Set([0.5]));
  });

  it('of a test keeps measurements as they were, the last one included', () => {
    const { iteration, error } = curveOf(run, 'test');
    expect(iteration).toEqual(run.evaluation.map((row) => row.iteration));
    expect(error.at(-1)).toBe(10);
  });

  it('leaves out other splits and protocols', () => {
    const [row] = run.evaluation;
    const evaluation = [{ ...row!, protocol: '10-crop' } as const, { ...row!, split: 'validation' } as const];
    expect(curveOf({ ...run, evaluation }, 'test').error).toEqual([]);
  });
});
