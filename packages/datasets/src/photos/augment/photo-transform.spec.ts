import { describe, expect, test } from '@jest/globals';
import type { PhotoStatisticsWithImage } from '../photo-statistics.js';
import { photoTransform } from './photo-transform.js';

/** Its red grows from left to right. */
const meanImage = Float32Array.from(Array.from({ length: 64 }, (_, pixel) => [pixel % 8, 20, 30]).flat());
const statistics: PhotoStatisticsWithImage = {
  view: { kind: 'center-crop', shorterSide: 8, size: 8 },
  images: 10,
  mean: [3.5, 20, 30],
  deviation: [60, 61, 62],
  principalComponents: {
    eigenvalues: [0.2, 0.02, 0.005],
    eigenvectors: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  },
  meanImage,
};
const options = { statistics, mean: 'per-pixel', inputScale: 'constant' } as const;

describe('the transform of a packed set', () => {
  test('subtracts the mean image', () => {
    expect(photoTransform({ ...options, cropSize: 8 }).mean).toEqual(meanImage);
  });

  test('subtracts the mean image resized where crops are smaller', () => {
    const { mean } = photoTransform({ ...options, cropSize: 4 });
    expect(mean).toHaveLength(4 * 4 * 3);
    // Inside, the average of a ramp is the ramp in the middle of each pixel.
    expect(mean[1 * 3]).toBeCloseTo(2.5, 4);
    expect(mean[2 * 3]).toBeCloseTo(4.5, 4);
    expect(mean[1]).toBeCloseTo(20, 4);
  });

  test('or one mean for each channel', () => {
    expect([...photoTransform({ ...options, mean: 'per-channel', cropSize: 4 }).mean]).toEqual([3.5, 20, 30]);
  });

  test('divides by a constant, or by the deviation of each channel', () => {
    expect(photoTransform({ ...options, cropSize: 8 }).divisor).toEqual([64, 64, 64]);
    const { divisor } = photoTransform({ ...options, inputScale: 'per-channel-deviation', cropSize: 8 });
    expect(divisor).toEqual([60, 61, 62]);
  });
});
