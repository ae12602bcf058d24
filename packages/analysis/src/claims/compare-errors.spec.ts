import { describe, expect, it } from '@jest/globals';
import { compareErrors } from './compare-errors.js';

const errorOf = (values: readonly number[], standardError: number) => ({
  ...{ values, standardError },
  mean: values.reduce((sum, value) => sum + value, 0) / values.length,
});

describe('a difference of errors', () => {
  it('has the 95% interval of two proportions that were counted independently', () => {
    // 40% of 3,200 images and 45% of 3,200: Newcombe (1998), method 1.
    const [a, b] = [40, 45].map((error) => errorOf([error], Math.sqrt((error * (100 - error)) / 3200)));
    const { points, margin, clear } = compareErrors(a!, b!);
    expect(points).toBe(-5);
    expect(margin).toBeCloseTo(2.42, 2);
    expect(clear).toBe(true);
  });

  it('is not clear within what the sampling of images makes', () => {
    expect(compareErrors(errorOf([40], 1), errorOf([42.7], 1)).clear).toBe(false);
    expect(compareErrors(errorOf([42.9], 1), errorOf([40], 1)).clear).toBe(true);
  });

  it('is not clear where a run of the better network is no better than one of the other', () => {
    expect(compareErrors(errorOf([30, 41], 0.1), errorOf([40, 45], 0.1)).clear).toBe(false);
    expect(compareErrors(errorOf([30, 39], 0.1), errorOf([40, 45], 0.1)).clear).toBe(true);
  });
});
