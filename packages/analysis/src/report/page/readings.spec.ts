import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../../synthetic-run.js';
import type { Line } from './lines.js';
import { placesOf, readingsAt } from './readings.js';

const run = syntheticRun({ network: 'plain-20', budget: 'quick' });
const line = (...points: (readonly [number, number])[]): Line => ({
  run,
  kind: 'test',
  line: 'a line',
  points: points.map(([x, y]) => ({ x, y, iteration: x })),
});

describe('values read off lines', () => {
  const lines = [line([100, 50], [200, 40], [300, 30]), line([150, 20]), line()];

  it('are those of the nearest points', () => {
    expect(readingsAt(lines, 240).map(({ x, y }) => [x, y])).toEqual([
      [200, 40],
      [150, 20],
    ]);
  });

  it('are the last ones where no place is given', () => {
    expect(readingsAt(lines, null).map(({ y }) => y)).toEqual([30, 20]);
  });

  it('can be read at every point, each once and in order', () => {
    expect(placesOf([line([300, 1], [100, 1]), line([100, 2], [200, 2])])).toEqual([100, 200, 300]);
  });
});
