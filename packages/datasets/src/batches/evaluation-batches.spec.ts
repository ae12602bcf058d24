import { describe, expect, test } from '@jest/globals';
import { imageSetOf } from '../image-set.fixture.js';
import { createCropper, type Crop } from './create-cropper.js';
import { evaluationBatches, type Views } from './evaluation-batches.js';
import { inputTransform } from './input-transform.js';

const set = imageSetOf({ count: 5, height: 8, width: 8, channels: 3 });
const transform = inputTransform(set, { padValue: 'mean', inputScale: 'constant' });
const length = 8 * 8 * 3;

/** Each batch with its crops made. */
const batchesOf = (views: Views, batchSize: number) =>
  Array.from(evaluationBatches({ set, transform, batchSize, views }), ({ images, labels }) => ({
    images: images.toFloat32(),
    labels: [...labels],
  }));

const cropOf = (index: number, crop: Crop) => {
  const target = new Float32Array(length);
  createCropper(set, transform)(index, crop, target);
  return target;
};

describe('single view', () => {
  test('goes through the set in order, the last batch being what is left', () => {
    const batches = batchesOf('single-view', 2);
    expect(batches.map(({ labels }) => labels)).toEqual([[0, 1], [2, 3], [4]]);
    expect(batches.map(({ images }) => images.length / length)).toEqual([2, 2, 1]);
  });

  test('shows the image itself', () => {
    const [, second] = batchesOf('single-view', 2);
    expect(second!.images.subarray(length)).toEqual(cropOf(3, { down: 0, right: 0, flip: false }));
  });
});

describe('10-crop', () => {
  test('shows corners and center of the padded image, then the same flipped, image after image', () => {
    const [first] = batchesOf('10-crop', 20);
    expect(first!.labels).toEqual([0, 1]);
    const places = [
      { down: -4, right: -4 },
      { down: -4, right: 4 },
      { down: 4, right: -4 },
      { down: 4, right: 4 },
      { down: 0, right: 0 },
    ];
    const views = [false, true].flatMap((flip) => places.map((place) => ({ ...place, flip })));
    const expected = [0, 1].flatMap((image) => views.map((view) => cropOf(image, view)));
    expect(first!.images).toHaveLength(20 * length);
    for (const [view, crop] of expected.entries()) {
      expect(first!.images.subarray(view * length, (view + 1) * length)).toEqual(crop);
    }
  });

  test('never exceeds the batch size', () => {
    const batches = batchesOf('10-crop', 39);
    expect(batches.map(({ labels }) => labels)).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
    expect(batches.map(({ images }) => images.length / length)).toEqual([30, 20]);
  });

  test('refuses a batch size that does not hold one image', () => {
    expect(() => batchesOf('10-crop', 9)).toThrow('10-crop needs a batch size of at least 10, got 9');
  });
});
