import { expect, test } from '@jest/globals';
import { imageSetOf } from '../image-set.fixture.js';
import { sliceImages } from '../slice-images.js';
import { splitTrainValidation } from './split-train-validation.js';

test('50,000 images split into 45,000 to train on and the last 5,000 to validate on', () => {
  const all = imageSetOf({ count: 50_000, height: 1, width: 1, channels: 1 });
  const { train, validation } = splitTrainValidation(all);
  expect([train.count, validation.count]).toEqual([45_000, 5_000]);
  expect(train.images).toEqual(all.images.subarray(0, 45_000));
  expect(validation.images).toEqual(all.images.subarray(45_000));
  expect(validation.labels).toEqual(all.labels.subarray(45_000));
});

test('a slice has the images and labels from its start up to its end', () => {
  const all = imageSetOf({ count: 5, height: 2, width: 2, channels: 3 });
  const part = sliceImages(all, 1, 3);
  expect(part).toMatchObject({ count: 2, height: 2, width: 2, channels: 3, classes: all.classes });
  expect([...part.images]).toEqual([...all.images.subarray(12, 36)]);
  expect([...part.labels]).toEqual([...all.labels.subarray(1, 3)]);
});

test('a slice that is not a part of the set is refused', () => {
  const all = imageSetOf({ count: 5, height: 2, width: 2, channels: 3 });
  expect(() => sliceImages(all, 2, 6)).toThrow('expected a part of 0 … 5, got 2 … 6');
  expect(() => sliceImages(all, 2, 2)).toThrow('got 2 … 2');
});
