import { expect, test } from '@jest/globals';
import { imageSetOf } from '../image-set.fixture.js';
import { sliceImages } from '../slice-images.js';
import { createCrops } from './create-crops.js';
import { createCropper } from './create-cropper.js';
import { inputTransform } from './input-transform.js';

const set = sliceImages(imageSetOf({ count: 5, height: 6, width: 8, channels: 3 }), 1, 5);
const transform = inputTransform(set, { padValue: 'black', inputScale: 'per-channel-deviation' });
const places = [
  { image: 3, down: 0, right: 0, flip: false },
  { image: 0, down: -2, right: 3, flip: true },
];

test('crops say what they are made of', () => {
  const crops = createCrops(set, transform, places);
  expect([...crops.places]).toEqual([3, 0, 0, 0, 0, -2, 3, 1]);
  expect(crops).toMatchObject({ bytes: set.images, mean: transform.mean, padValue: 'black' });
  for (const [channel, divisor] of transform.divisor.entries())
    expect(crops.scale[channel]).toBeCloseTo(1 / divisor, 6);
});

test('and make them, each as a cropper does', () => {
  const made = createCrops(set, transform, places).toFloat32();
  const cropper = createCropper(set, transform);
  const { length } = transform.mean;
  expect(made).toHaveLength(2 * length);
  for (const [at, place] of places.entries()) {
    const expected = new Float32Array(length);
    cropper(place.image, place, expected);
    expect(made.subarray(at * length, (at + 1) * length)).toEqual(expected);
  }
});
