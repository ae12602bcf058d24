import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../../synthetic-run.js';
import { curvesOf, lineOf, placed } from './lines.js';

const run = {
  ...syntheticRun({ network: 'resnet-20', budget: 'quick' }),
  timing: [
    { iteration: 500, wallSeconds: 60, imagesPerSecond: 1, residentBytes: 1 },
    { iteration: 1000, wallSeconds: 180, imagesPerSecond: 1, residentBytes: 1 },
  ],
};

const placesAt = (across: 'iteration' | 'share' | 'time', ...iterations: number[]) => {
  const { points } = lineOf(run, 'test', across);
  return iterations.map((iteration) => points.find((point) => point.iteration === iteration)?.x);
};

describe('a line', () => {
  it('has every row of the log', () => {
    expect(lineOf(run, 'training', 'iteration').points.map(({ y }) => y)).toEqual(
      run.training.map(({ error }) => error),
    );
    expect(lineOf(run, 'test', 'iteration').points).toHaveLength(run.evaluation.length);
  });

  it('is placed by iteration, by the share of the training and by minutes since its start', () => {
    expect(placesAt('iteration', 500, 1000)).toEqual([500, 1000]);
    expect(placesAt('share', 500, 1000)).toEqual([0.5, 1]);
    expect(placesAt('time', 250, 500, 750, 1000)).toEqual([0.5, 1, 2, 3]);
  });

  it('has no place in time where the run has no times', () => {
    expect(lineOf({ ...run, timing: [] }, 'test', 'time').points).toEqual([]);
  });

  it('has no place for an error of 0 on a logarithmic axis', () => {
    const points = [{ y: 0.5 }, { y: 0 }];
    expect(placed(points, 'iteration-log')).toEqual([{ y: 0.5 }]);
    expect(placed(points, 'iteration-linear')).toEqual(points);
    expect(placed([{ y: -1 }], 'difference')).toEqual([{ y: -1 }]);
  });

  it('is drawn in the panels of its member and of its kind', () => {
    const panel = { members: ['resnet-20'], kinds: ['test'] } as const;
    const state = { kinds: ['training', 'test'], across: 'iteration' } as const;
    expect(curvesOf([run], panel, state).map(({ kind }) => kind)).toEqual(['test']);
    expect(curvesOf([run], panel, { ...state, kinds: ['training'] })).toEqual([]);
    expect(curvesOf([run], { ...panel, members: ['plain-20'] }, state)).toEqual([]);
  });
});
