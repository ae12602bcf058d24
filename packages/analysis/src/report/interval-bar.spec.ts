import { describe, expect, it } from '@jest/globals';
import { intervalBar } from './interval-bar.js';

const place = (svg: string, pattern: RegExp): readonly number[] => (pattern.exec(svg) ?? []).slice(1).map(Number);

describe('the bar of an interval', () => {
  const bar = intervalBar({ value: -1, low: -1.8, high: 0.4, unit: 'percentage points' });

  it('says its numbers in words', () => {
    expect(bar).toContain('aria-label="Difference −1 points, 95% interval −1.8 to 0.4"');
  });

  it('has zero in its middle and reaches as far as the interval, rounded up', () => {
    expect(bar).toContain('>2 points</text>');
    expect(place(bar, /class="range" x1="([\d.]+)" x2="([\d.]+)"/)).toEqual([30.8, 237.6]);
    expect(place(bar, /circle cx="([\d.]+)"/)).toEqual([106]);
  });
});
