import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../../synthetic-run.js';
import type { Line } from './lines.js';
import { placeOn, placesOf, readingsAt } from './readings.js';

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
    expect(readingsAt(lines, 140).map(({ x, y }) => [x, y])).toEqual([
      [100, 50],
      [150, 20],
    ]);
  });

  it('are none of a line that ends before the place', () => {
    expect(readingsAt(lines, 240).map(({ x }) => x)).toEqual([200]);
    expect(readingsAt(lines, 301)).toEqual([]);
  });

  it('are read at a place as long as a line reaches it', () => {
    expect([300, 301, null].map((at) => placeOn(lines, at))).toEqual([300, null, null]);
  });

  it('are the last ones where no place is given', () => {
    expect(readingsAt(lines, null).map(({ y }) => y)).toEqual([30, 20]);
  });

  it('can be read at every point, each once and in order', () => {
    expect(placesOf([line([300, 1], [100, 1]), line([100, 2], [200, 2])])).toEqual([100, 200, 300]);
  });
});
