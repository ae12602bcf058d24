import { describe, expect, test } from '@jest/globals';
import type { ImageSet } from '../image-set.js';
import { inputTransform } from './input-transform.js';

/** Two images of two pixels in two channels. */
const set: ImageSet = {
  count: 2,
  height: 1,
  width: 2,
  channels: 2,
  images: Uint8Array.of(0, 10, 20, 30, 4, 20, 20, 40),
  labels: Int32Array.of(0, 1),
  classes: 10,
};

describe('the input transform', () => {
  test('has the mean of each pixel and channel', () => {
    const { mean } = inputTransform(set, { padValue: 'mean', inputScale: 'constant' });
    expect([...mean]).toEqual([2, 15, 20, 35]);
  });

  test('divides all channels by 64', () => {
    const { divisor } = inputTransform(set, { padValue: 'mean', inputScale: 'constant' });
    expect([...divisor]).toEqual([64, 64]);
  });

  test('or each channel by its standard deviation about the mean', () => {
    const { divisor } = inputTransform(set, { padValue: 'black', inputScale: 'per-channel-deviation' });
    expect([...divisor]).toEqual([Math.fround(Math.sqrt((4 + 4 + 0 + 0) / 4)), 5]);
  });
});
