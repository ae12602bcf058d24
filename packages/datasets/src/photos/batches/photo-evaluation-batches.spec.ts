import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { evaluationViews, type PhotoViews } from '../augment/evaluation-views.js';
import { imagenetAugmentation } from '../augment/photo-augmentation.js';
import { renderViews } from '../augment/render-views.js';
import { decodePhoto } from '../decode/decode-photo.js';
import { jpegSet } from '../loose-photos.fixture.js';
import type { PhotoSet } from '../photo-set.js';
import { photoEvaluationBatches } from './photo-evaluation-batches.js';
import type { PhotoEvaluationBatch } from './photo-views.js';

// Each pool's threads compile the sources first.
jest.setTimeout(120_000);

const transform = { mean: Float32Array.of(120, 110, 100), divisor: [64, 64, 64] };

let set: PhotoSet;
let remove: () => Promise<void>;
beforeAll(async () => {
  const [wide, high] = [
    { width: 60, height: 40 },
    { width: 40, height: 60 },
  ];
  ({ set, remove } = await jpegSet([wide, wide, wide, high, wide]));
});
afterAll(() => remove());

async function batchesOf(views: PhotoViews, batchSize: number): Promise<PhotoEvaluationBatch[]> {
  const batches = [];
  for await (const batch of photoEvaluationBatches({ set, transform, views, batchSize, workers: 2 }))
    batches.push({ ...batch, images: batch.images.slice() });
  return batches;
}

/** The views of one photograph, made without workers. */
async function expectedViews(index: number, views: PhotoViews, length: number): Promise<Float32Array> {
  const target = new Float32Array(length);
  const photo = await decodePhoto(await readFile(set.shards[index]!));
  renderViews(photo, evaluationViews(photo, views, imagenetAugmentation), transform, target);
  return target;
}

describe('evaluation of photographs', () => {
  test('shows the center of each in the order of the set, the last batch being what is left', async () => {
    const views = { kind: 'center-crop', shorterSide: 36, size: 32 } as const;
    const batches = await batchesOf(views, 2);
    expect(batches.map(({ labels }) => [...labels])).toEqual([[0, 1], [2, 0], [1]]);
    expect(batches[0]).toMatchObject({ height: 32, width: 32 });
    expect(batches[1]!.images.subarray(32 * 32 * 3)).toEqual(await expectedViews(3, views, 32 * 32 * 3));
  });

  test('shows ten crops of each, image after image', async () => {
    const views = { kind: '10-crop', shorterSide: 36, size: 32 } as const;
    const batches = await batchesOf(views, 29);
    expect(batches.map(({ labels }) => [...labels])).toEqual([[0, 1], [2, 0], [1]]);
    const length = 10 * 32 * 32 * 3;
    expect(batches[0]!.images.subarray(length)).toEqual(await expectedViews(1, views, length));
  });

  test('shows whole photographs, those of one size that follow one another in one batch', async () => {
    const views = { kind: 'whole', shorterSide: 20 } as const;
    const batches = await batchesOf(views, 2);
    expect(batches.map(({ labels, width, height }) => [[...labels], width, height])).toEqual([
      [[0, 1], 30, 20],
      [[2], 30, 20],
      [[0], 20, 30],
      [[1], 30, 20],
    ]);
    expect(batches[2]!.images).toEqual(await expectedViews(3, views, 20 * 30 * 3));
  });

  test('may be left before its end', async () => {
    for await (const { labels } of photoEvaluationBatches({
      ...{ set, transform, views: { kind: 'whole', shorterSide: 20 }, batchSize: 1, workers: 1 },
    })) {
      expect(labels).toHaveLength(1);
      break;
    }
  });

  test('refuses a batch size that does not hold one photograph', async () => {
    await expect(batchesOf({ kind: '10-crop', shorterSide: 36, size: 32 }, 9)).rejects.toThrow(
      '10-crop needs a batch size of at least 10, got 9',
    );
  });
});
