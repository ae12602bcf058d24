import { checkViews, viewCount, viewSize, type PhotoViews } from '../augment/evaluation-views.js';
import { imagenetAugmentation } from '../augment/photo-augmentation.js';
import type { Size } from '../augment/pixels.js';
import { mapInOrder } from '../map-in-order.js';
import type { PhotoSet } from '../photo-set.js';
import { batchesAhead } from './photo-batches.js';
import { createPhotoPool, type PhotoPool } from './photo-pool.js';
import type { PhotoEvaluationBatch, PhotoEvaluationOptions } from './photo-views.js';

/**
 * Views of every photograph in the order of the set, decoded ahead. A batch ends where it is full, or where the next
 * photograph has views of another size. Its images are overwritten once the next batch is asked for. Rejects with a
 * `PhotoError` where a photograph cannot be read or decoded.
 */
export async function* photoEvaluationBatches(
  options: PhotoEvaluationOptions,
): AsyncGenerator<PhotoEvaluationBatch, void> {
  const { set, transform, views, batchSize, workers, rendering = imagenetAugmentation } = options;
  checkViews(views);
  const photosPerBatch = Math.floor(batchSize / viewCount(views));
  if (photosPerBatch < 1) {
    throw new RangeError(`${views.kind} needs a batch size of at least ${viewCount(views)}, got ${batchSize}`);
  }
  const pool = createPhotoPool({ set, transform, workers, showing: { kind: 'evaluation', views, rendering } });
  const items = batchPlans(set, views, photosPerBatch);
  try {
    const made = mapInOrder({ items, atOnce: batchesAhead + 1, work: (plan) => makeBatch(set, pool, plan) });
    for await (const batch of made) {
      yield batch;
      pool.recycle(batch.images);
    }
  } finally {
    await pool.close();
  }
}

/** Consecutive photographs whose views have one size. */
interface BatchPlan extends Size {
  readonly first: number;
  readonly count: number;
  readonly views: number;
}

function* batchPlans(set: PhotoSet, views: PhotoViews, photosPerBatch: number): Generator<BatchPlan, void> {
  for (let first = 0; first < set.count;) {
    const size = viewSize(set.images.at(first), views);
    const most = Math.min(photosPerBatch, set.count - first);
    let count = 1;
    while (count < most && isSameSize(viewSize(set.images.at(first + count), views), size)) count++;
    yield { first, count, views: viewCount(views), ...size };
    first += count;
  }
}

const isSameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

async function makeBatch(set: PhotoSet, pool: PhotoPool, plan: BatchPlan): Promise<PhotoEvaluationBatch> {
  const { first, count, views, height, width } = plan;
  const photos = Array.from({ length: count }, (_, at) => ({ index: first + at, position: first + at }));
  const images = await pool.make(photos, views * height * width * 3);
  return { images, labels: set.labels.slice(first, first + count), height, width };
}
