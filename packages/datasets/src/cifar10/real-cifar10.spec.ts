import { beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { createTrainingBatches } from '../batches/create-training-batches.js';
import { inputTransform, type InputTransform } from '../batches/input-transform.js';
import { cacheDirectory } from '../cache-directory.js';
import { cifar10Folder } from './cifar10-files.js';
import { fetchCifar10 } from './fetch-cifar10.js';
import { loadCifar10, type Cifar10 } from './load-cifar10.js';

const cache = cacheDirectory();
const available = existsSync(cifar10Folder(cache));
const title = available ? 'CIFAR-10 itself' : 'CIFAR-10 itself (skipped: run `resnet data fetch cifar10` first)';

(available ? describe : describe.skip)(title, () => {
  let data: Cifar10;
  let transform: InputTransform;
  beforeAll(async () => {
    data = await loadCifar10({ cache });
    transform = inputTransform(data.train, { padValue: 'mean', inputScale: 'constant' });
  });

  test('has 50,000 training and 10,000 test images, as many of each class', () => {
    for (const { set, perClass } of [
      { set: data.train, perClass: 5000 },
      { set: data.test, perClass: 1000 },
    ]) {
      const counts = new Array<number>(10).fill(0);
      for (const label of set.labels) counts[label] = (counts[label] ?? 0) + 1;
      expect(counts).toEqual(new Array(10).fill(perClass));
      expect(set.images).toHaveLength(perClass * 10 * 32 * 32 * 3);
    }
  });

  test('starts with a frog', () => {
    expect(data.train.labels[0]).toBe(6);
    expect([...data.train.images.subarray(0, 6)]).toEqual([59, 62, 63, 43, 46, 45]);
  });

  test('has the channel means everyone knows: 125.3, 123.0, 113.9', () => {
    for (const [channel, expected] of [125.3, 123.0, 113.9].entries()) {
      const ofChannel = transform.mean.filter((_, position) => position % 3 === channel);
      expect(ofChannel.reduce((sum, value) => sum + value, 0) / 1024).toBeCloseTo(expected, 1);
    }
  });

  test('makes training images of standard deviation one, nearly', () => {
    const options = { set: data.train, transform, augmentation: 'none', batchSize: 1000, seed: 1 } as const;
    const images = createTrainingBatches(options).batch(0).images.toFloat32();
    const square = images.reduce((sum, value) => sum + value * value, 0) / images.length;
    expect(Math.abs(Math.sqrt(square) - 1)).toBeLessThan(0.05);
  });

  test('is not fetched again', async () => {
    const lines: string[] = [];
    await fetchCifar10({ cache, log: (line) => lines.push(line) });
    expect(lines).toEqual([`CIFAR-10 is in ${cifar10Folder(cache)} already, all files verified`]);
  });
});
