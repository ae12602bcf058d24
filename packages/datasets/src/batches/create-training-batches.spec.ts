import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { imageSetOf } from '../image-set.fixture.js';
import { createTrainingBatches, type LabelledImages, type TrainingBatchesOptions } from './create-training-batches.js';
import { inputTransform } from './input-transform.js';

const count = 10;
const imageLength = 8 * 8 * 3;
const set = imageSetOf({ count, height: 8, width: 8, channels: 3 });
const transform = inputTransform(set, { padValue: 'mean', inputScale: 'constant' });
const options: TrainingBatchesOptions = { set, transform, augmentation: 'pad-crop-flip', batchSize: 4, seed: 1 };

/** Labels tell the ten images apart. */
const labelsOf = (iterations: readonly number[], { batch } = createTrainingBatches(options)): number[] =>
  iterations.flatMap((iteration) => [...batch(iteration).labels]);
/** With the crops made. */
const made = ({ images, labels }: LabelledImages) => ({ images: images.toFloat32(), labels });
const batchOf = (iteration: number, changes: Partial<TrainingBatchesOptions> = {}) =>
  made(createTrainingBatches({ ...options, ...changes }).batch(iteration));

describe('the order of images', () => {
  test('shows each image once an epoch, also where a mini-batch lies across the end of one', () => {
    const labels = labelsOf([0, 1, 2, 3, 4]);
    const sorted = (part: number[]) => part.sort((a, b) => a - b);
    const everyLabel = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(sorted(labels.slice(0, 10))).toEqual(everyLabel);
    expect(sorted(labels.slice(10))).toEqual(everyLabel);
  });

  test('is another in each epoch and for each seed', () => {
    const labels = labelsOf([0, 1, 2, 3, 4]);
    expect(labels.slice(0, 10)).not.toEqual(labels.slice(10));
    expect(labelsOf([0, 1, 2, 3, 4], createTrainingBatches({ ...options, seed: 2 }))).not.toEqual(labels);
  });

  test('goes through several epochs where a mini-batch is larger than the set', () => {
    const { labels } = batchOf(0, { batchSize: 25 });
    const counts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((label) => labels.filter((other) => other === label).length);
    expect(counts.every((times) => times === 2 || times === 3)).toBe(true);
  });
});

describe('a mini-batch', () => {
  test('is a function of its iteration, whatever was asked for before', () => {
    const { batch } = createTrainingBatches(options);
    for (const iteration of [0, 1, 2, 7, 3, 2]) batch(iteration);
    expect(made(batch(7))).toEqual(batchOf(7));
  });

  test('never changes: recorded runs depend on it', () => {
    const { images, labels } = batchOf(2);
    expect([...labels]).toEqual([2, 5, 1, 2]);
    expect(createHash('sha256').update(images).digest('hex')).toBe(
      'f19aeca283e040b27c2a7db78e1e2d45edb1a230c172d1431942fc52db9fb386',
    );
  });

  test('differs in its crops from another seed or iteration', () => {
    const one = { ...options, set: { ...set, count: 1 }, batchSize: 1 };
    const crops = [0, 1, 2, 3].map((iteration) => batchOf(iteration, one).images.join());
    expect(new Set(crops).size).toBe(4);
    expect(batchOf(0, { ...one, seed: 2 }).images.join()).not.toBe(crops[0]);
  });

  test('without augmentation holds the images themselves', () => {
    const { images, labels } = batchOf(1, { augmentation: 'none' });
    for (const [place, label] of labels.entries()) {
      const bytes = set.images.subarray(label * imageLength, (label + 1) * imageLength);
      const expected = Float32Array.from(bytes, (byte, position) => (byte - transform.mean[position]!) / 64);
      expect(images.subarray(place * imageLength, (place + 1) * imageLength)).toEqual(expected);
    }
  });
});

test('every place and flip of the crop comes up', () => {
  // One image whose bytes count its pixels, unscaled: the last pixel of the middle row tells where a crop lies.
  const size = 32;
  const black = {
    mean: new Float32Array(size * size * 3),
    divisor: new Float32Array(3).fill(1),
    padValue: 'black',
  } as const;
  const image = new Uint8Array(size * size * 3).map((_, position) => {
    const pixel = Math.floor(position / 3);
    return [1 + Math.floor(pixel / size), 1 + (pixel % size), 0][position % 3]!;
  });
  const one = {
    count: 1,
    height: size,
    width: size,
    channels: 3,
    images: image,
    labels: Int32Array.of(0),
    classes: 10,
  };
  const { batch } = createTrainingBatches({
    set: one,
    transform: black,
    augmentation: 'pad-crop-flip',
    batchSize: 100,
    seed: 1,
  });
  const seen = new Map<string, number>();
  for (let iteration = 0; iteration < 40; iteration++) {
    const { images } = made(batch(iteration));
    for (let place = 0; place < 100; place++) {
      const at = ((place * size + 16) * size + 16) * 3;
      const flip = images[at + 1]! > images[at + 4]!;
      const view = [images[at]! - 17, images[at + 1]! - (flip ? 16 : 17), flip].join();
      seen.set(view, (seen.get(view) ?? 0) + 1);
    }
  }
  expect(seen.size).toBe(9 * 9 * 2);
  for (const view of seen.keys()) expect(view).toMatch(/^-?[0-4],-?[0-4],(true|false)$/);
});
