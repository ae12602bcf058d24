import { describe, expect, it } from '@jest/globals';
import { median, medianRatio, summarize } from './statistics.js';

describe('the median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 2])).toBe(2);
    expect(median([9, 1, 2, 4])).toBe(3);
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('a summary', () => {
  it('has the median and the range', () => {
    expect(summarize([0.3, 0.1, 0.2])).toEqual({ median: 0.2, min: 0.1, max: 0.3 });
  });
});

describe('the median ratio', () => {
  it('is taken round by round, so that a slow round of both sides cancels', () => {
    expect(medianRatio([1, 10, 1], [2, 20, 2])).toBe(0.5);
    expect(median([1, 10, 10]) / median([2, 2, 20])).not.toBe(medianRatio([1, 10, 10], [2, 20, 20]));
  });

  it('covers the rounds both sides took part in', () => {
    expect(medianRatio([1, 1, 100, 100], [2, 2])).toBe(0.5);
  });
});
