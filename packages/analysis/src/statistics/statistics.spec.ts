import { describe, expect, it } from '@jest/globals';
import { mean, sampleDeviation } from './statistics.js';

describe('statistics', () => {
  it('divides the squared deviations by n - 1', () => {
    expect(mean([6, 7, 8])).toBe(7);
    expect(sampleDeviation([6, 7, 8])).toBe(1);
  });

  it('refuses too few values', () => {
    expect(() => mean([])).toThrow('at least one value, got none');
    expect(() => sampleDeviation([7])).toThrow('at least two values, got 1');
  });
});
