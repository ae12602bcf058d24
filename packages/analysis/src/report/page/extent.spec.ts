import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../../synthetic-run.js';
import { keptZoom, limitsOf, moved, startOf, zoomed } from './extent.js';
import type { Extent } from './chart-state.js';
import { lineOf } from './lines.js';

const lineEndingAt = (testError: number) =>
  lineOf(syntheticRun({ network: 'plain-20', budget: 'quick', testError }), 'test', 'iteration');

describe('what is seen at first', () => {
  it("ends at the paper's 20% where the curves end below it, and above the highest end elsewhere", () => {
    expect(startOf([lineEndingAt(10)], 'linear')).toEqual({ x: [0, 1000], y: [0, 20] });
    expect(startOf([lineEndingAt(10), lineEndingAt(53)], 'linear').y).toEqual([0, 70]);
  });

  it('begins below the lowest error on a logarithmic axis', () => {
    expect(startOf([lineEndingAt(3)], 'log').y).toEqual([2, 100]);
    expect(startOf([lineEndingAt(10)], 'log').y).toEqual([5, 100]);
  });

  it('is something where no line is', () => {
    expect(startOf([], 'linear')).toEqual({ x: [0, 1], y: [0, 20] });
    expect(startOf([], 'log')).toEqual({ x: [0, 1], y: [10, 100] });
  });
});

describe('zooming', () => {
  const limits = limitsOf([lineEndingAt(10)], 'linear');
  const extent = { x: [0, 1000], y: [0, 20] } as const;

  it('halves both axes around their middles, and undoes that', () => {
    const near = zoomed(extent, limits, 0.5, 'linear');
    expect(near).toEqual({ x: [250, 750], y: [5, 15] });
    expect(zoomed(near, limits, 2, 'linear')).toEqual(extent);
  });

  it('halves a logarithmic axis by ratios', () => {
    const { y } = zoomed({ x: [0, 1000], y: [1, 100] }, { x: [0, 1000], y: [1, 100] }, 0.5, 'log');
    expect(y[0]).toBeCloseTo(Math.sqrt(10));
    expect(y[1]).toBeCloseTo(Math.sqrt(1000));
  });

  it('stays within all that there is', () => {
    expect(zoomed(extent, limits, 1000, 'linear')).toEqual(limits);
    expect(moved({ x: [250, 750], y: [5, 15] }, limits, 0.25)).toEqual({ x: [375, 875], y: [5, 15] });
    expect(moved({ x: [250, 750], y: [5, 15] }, limits, 5)).toEqual({ x: [500, 1000], y: [5, 15] });
  });

  it('shows all where it would end beyond all that there is', () => {
    const beyond = { x: [4000, 8000], y: [0, 20] } as const;
    expect(zoomed(beyond, limits, 2, 'linear')).toEqual({ x: [0, 1000], y: [0, 30] });
    expect(moved(beyond, limits, -0.25)).toEqual({ x: [0, 1000], y: [0, 20] });
  });

  it('is kept while the lines reach as far, and undone where they do not', () => {
    const quick = lineEndingAt(10);
    const short = lineOf(syntheticRun({ network: 'plain-20', budget: 'short' }), 'test', 'iteration');
    const within: Extent = { x: [200, 1000], y: [0, 20] };
    expect(keptZoom(within, [quick])).toBe(within);
    expect(keptZoom(within, [quick, short])).toBe(within);
    const beyond: Extent = { x: [200, 4000], y: [0, 20] };
    expect(keptZoom(beyond, [short])).toBe(beyond);
    expect(keptZoom(beyond, [quick])).toBeNull();
    expect(keptZoom(within, [])).toBeNull();
    expect(keptZoom(null, [quick])).toBeNull();
  });
});
