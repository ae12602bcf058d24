import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { truncate } from 'node:fs/promises';
import { imagenetAugmentation } from '../augment/photo-augmentation.js';
import type { PhotoTransform } from '../augment/photo-transform.js';
import { jpegSet } from '../loose-photos.fixture.js';
import type { PhotoSet } from '../photo-set.js';
import { createPhotoBatches } from './create-photo-batches.js';
import type { PhotoBatchesOptions } from './photo-batches.js';

const augmentation = { ...imagenetAugmentation, shorterSide: { from: 36, to: 60 }, cropSize: 32 };
const transform: PhotoTransform = {
  mean: Float32Array.of(120, 110, 100),
  divisor: [64, 64, 64],
  principalComponents: {
    eigenvalues: [0.2, 0.02, 0.005],
    eigenvectors: [
      [0.6, 0.6, 0.529],
      [-0.7, 0, 0.714],
      [0.4, -0.8, 0.447],
    ],
  },
};

// Each pool's threads compile the sources first.
jest.setTimeout(120_000);

let set: PhotoSet;
let remove: () => Promise<void>;
beforeAll(async () => {
  const sizes = Array.from({ length: 10 }, (_, at) => ({ width: 50 + 7 * at, height: 90 - 5 * at }));
  ({ set, remove } = await jpegSet(sizes));
});
afterAll(() => remove());

const optionsWith = (changed: Partial<PhotoBatchesOptions> = {}): PhotoBatchesOptions => ({
  ...{ set, transform, augmentation, batchSize: 4, seed: 1, workers: 2 },
  ...changed,
});

/** The mini-batches of these iterations, asked for in this order. */
async function batchesOf(iterations: readonly number[], changed: Partial<PhotoBatchesOptions> = {}) {
  const batches = createPhotoBatches(optionsWith(changed));
  try {
    const made = [];
    for (const iteration of iterations) made.push(await batches.batch(iteration));
    return made;
  } finally {
    await batches.close();
  }
}

describe('mini-batches of photographs', () => {
  test('are the same whatever the number of workers', async () => {
    const expected = await batchesOf([0, 1, 2], { workers: 1 });
    // With more than three, the parts of one mini-batch are made by several.
    expect(await batchesOf([0, 1, 2], { workers: 4 })).toEqual(expected);
  });

  test.each([1, 4])('are the same in memory that was taken back: %i workers', async (workers) => {
    const expected = await batchesOf([0, 1, 2, 3, 4, 5], { workers });
    const batches = createPhotoBatches(optionsWith({ workers }));
    const memory = new Set<unknown>();
    try {
      for (const [iteration, { images }] of expected.entries()) {
        const batch = await batches.batch(iteration);
        expect(batch.images).toEqual(images);
        memory.add(batch.images.buffer);
        batches.recycle(batch.images);
        batches.recycle(batch.images);
      }
      expect(memory.size).toBeLessThan(expected.length);
    } finally {
      await batches.close();
    }
  });

  test('are functions of their iterations, whatever was asked for before', async () => {
    const [, , third, fourth] = await batchesOf([0, 1, 2, 3]);
    const [fourthAgain, thirdAgain] = await batchesOf([3, 2]);
    expect(thirdAgain).toEqual(third);
    expect(fourthAgain).toEqual(fourth);
  });

  test('show each photograph once an epoch, and go on into the next', async () => {
    const batches = await batchesOf([0, 1, 2, 3, 4]);
    const labels = batches.flatMap((batch) => [...batch.labels]);
    const counts = (part: readonly number[]) => [0, 1, 2].map((label) => part.filter((one) => one === label).length);
    expect(counts(labels.slice(0, 10))).toEqual([4, 3, 3]);
    expect(counts(labels.slice(10, 20))).toEqual([4, 3, 3]);
    expect(labels.slice(0, 10)).not.toEqual(labels.slice(10, 20));
  });

  test('differ with the seed', async () => {
    const [one] = await batchesOf([0]);
    const [other] = await batchesOf([0], { seed: 2 });
    expect(one?.images).toHaveLength(4 * 32 * 32 * 3);
    expect(other?.images).not.toEqual(one?.images);
  });

  test('show in windows each photograph once an epoch too', async () => {
    const order = { kind: 'windows', photographs: 3, windows: 2 } as const;
    const [all] = await batchesOf([0], { order, batchSize: 10 });
    expect([...(all?.labels ?? [])].sort()).toEqual([0, 0, 0, 0, 1, 1, 1, 2, 2, 2]);
  });

  test('that are closed are refused, those among them that were promised', async () => {
    const batches = createPhotoBatches(optionsWith());
    const promised = batches.batch(0);
    await batches.close();
    await expect(promised).rejects.toThrow();
    await expect(batches.batch(9)).rejects.toThrow('found them closed');
  });
});

describe('a photograph that is damaged', () => {
  test('is named with its set and shard, and what to do', async () => {
    const damaged = await jpegSet([{ width: 60, height: 60 }]);
    const [shard = ''] = damaged.set.shards;
    const { length } = damaged.set.images.at(0);
    await truncate(shard, Math.floor(length / 2));
    const reading = batchesOf([0], { set: damaged.set, batchSize: 1 });
    await expect(reading).rejects.toThrow(
      `pictures, train: class-0/picture-0 in train-000000.tar: expected ${length} bytes from 0 on, found ${Math.floor(length / 2)}; ` +
        `run \`resnet data verify pictures --cache ${dirname(damaged.set.folder)}\``,
    );
    await damaged.remove();
  });
});

describe('options that cannot be carried out are refused', () => {
  test('crops larger than the least shorter side', () => {
    const tooLarge = { ...augmentation, cropSize: 40 };
    expect(() => createPhotoBatches(optionsWith({ augmentation: tooLarge }))).toThrow('got crops of 40');
  });

  test('a mean of another size, and colours without principal components', () => {
    const ofAnotherSize = { ...transform, mean: new Float32Array(28 * 28 * 3) };
    expect(() => createPhotoBatches(optionsWith({ transform: ofAnotherSize }))).toThrow(
      'for crops of 32, 3072 numbers',
    );
    const { mean, divisor } = transform;
    expect(() => createPhotoBatches(optionsWith({ transform: { mean, divisor } }))).toThrow('principal components');
  });

  test('no workers', () => {
    expect(() => createPhotoBatches(optionsWith({ workers: 0 }))).toThrow('at least one worker, got 0');
  });
});
