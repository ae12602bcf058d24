import { describe, expect, test } from '@jest/globals';
import type { ImageSet } from '../image-set.js';
import { imageSetOf } from '../image-set.fixture.js';
import { createCropper, type Crop } from './create-cropper.js';
import { inputTransform, type InputTransform } from './input-transform.js';

const set = imageSetOf({ count: 5, height: 6, width: 8, channels: 3 });

/** The same pixel by pixel, as a definition would have it. */
function cropByDefinition(
  set: ImageSet,
  transform: InputTransform,
  index: number,
  { down, right, flip }: Crop,
): number[] {
  const { height, width, channels } = set;
  const at = (row: number, column: number, channel: number) => (row * width + column) * channels + channel;
  const crop: number[] = [];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      for (let channel = 0; channel < channels; channel++) {
        const sourceRow = row + down;
        const sourceColumn = (flip ? width - 1 - column : column) + right;
        const inside = sourceRow >= 0 && sourceRow < height && sourceColumn >= 0 && sourceColumn < width;
        const source = at(sourceRow, sourceColumn, channel);
        const byte = inside ? set.images[index * height * width * channels + source]! : 0;
        const black = transform.padValue === 'black';
        const mean = black ? transform.mean[at(row, column, channel)]! : inside ? transform.mean[source]! : 0;
        crop.push((byte - mean) / transform.divisor[channel]!);
      }
    }
  }
  return crop;
}

const offsets = [-4, -1, 0, 3, 4];
const crops = offsets.flatMap((down) =>
  offsets.flatMap((right) => [false, true].map((flip): Crop => ({ down, right, flip }))),
);

describe.each(['mean', 'black'] as const)('with padding of %s', (padValue) => {
  test.each(['constant', 'per-channel-deviation'] as const)(
    'every crop is as defined, scaled by the %s',
    (inputScale) => {
      const transform = inputTransform(set, { padValue, inputScale });
      const crop = createCropper(set, transform);
      const target = new Float32Array(6 * 8 * 3).fill(NaN);
      for (const [number, place] of crops.entries()) {
        const index = number % set.count;
        crop(index, place, target);
        const expected = cropByDefinition(set, transform, index, place);
        // Both round to float32, one of them multiplying by a rounded reciprocal.
        for (const [position, value] of expected.entries()) expect(target[position]).toBeCloseTo(value, 4);
      }
    },
  );
});

test('padding with the mean is zero, padding with black is not', () => {
  const place = { down: 4, right: 0, flip: false };
  const bottom = (padValue: 'mean' | 'black') => {
    const target = new Float32Array(6 * 8 * 3);
    createCropper(set, inputTransform(set, { padValue, inputScale: 'constant' }))(0, place, target);
    return target.subarray(2 * 8 * 3);
  };
  expect(bottom('mean').every((value) => value === 0)).toBe(true);
  expect(bottom('black').every((value) => value < 0)).toBe(true);
});
