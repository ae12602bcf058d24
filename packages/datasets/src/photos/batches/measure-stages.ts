import { createRandom } from '@resnet/random';
import { drawCrop } from '../augment/draw-crop.js';
import { readPhoto } from '../decode/read-photo.js';
import type { PhotoBatchesOptions } from './photo-batches.js';
import { epochOrder, randomOrder } from './photo-order.js';

/** What is done to a photograph on its way to the network, in order. */
export const photoStages = ['read', 'decode', 'resize and crop', 'augment', 'batch'] as const;
export type PhotoStage = (typeof photoStages)[number];

/** Milliseconds of processor time, of all threads of the process together, for one photograph. */
export type StageTimes = Readonly<Record<PhotoStage, number>>;

export interface MeasureStagesOptions extends Omit<PhotoBatchesOptions, 'workers'> {
  /** How many to measure; as many are shown before, to warm up. */
  readonly photographs: number;
}

/** Takes the time of each stage in this thread, a photograph at a time, over the first photographs of the first epoch. */
export async function measurePhotoStages(options: MeasureStagesOptions): Promise<StageTimes> {
  const { set, seed, order = randomOrder, photographs } = options;
  const indices = epochOrder({ count: set.count, seed, order }, 0).slice(0, photographs);
  await measureOnce(options, indices);
  return measureOnce(options, indices);
}

async function measureOnce(options: MeasureStagesOptions, indices: Uint32Array): Promise<StageTimes> {
  const { set, transform, augmentation, batchSize, seed } = options;
  // Loaded here alone: what imports the package for anything else needs no decoders.
  const { decodePhoto } = await import('../decode/decode-photo.js');
  const { resizeForViews, writeViews } = await import('../augment/render-views.js');
  const { principalComponents } = transform;
  const times = { read: 0, decode: 0, 'resize and crop': 0, augment: 0, batch: 0 };
  const timed = async <T>(stage: PhotoStage, work: () => T | Promise<T>): Promise<T> => {
    const start = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(start);
    times[stage] += (user + system) / 1e3 / indices.length;
    return result;
  };
  const length = augmentation.cropSize ** 2 * 3;
  const crops = new Float32Array(length);
  let batch = new Float32Array(0);
  for (const [at, index] of indices.entries()) {
    const { shard, offset, length: bytes } = set.images.at(index);
    const path = set.shards[shard] ?? '';
    const encoded = await timed('read', () => readPhoto({ path, offset, length: bytes }));
    const photo = await timed('decode', () => decodePhoto(encoded));
    const random = createRandom(seed, 'augmentation', at);
    const plan = await timed('augment', () => drawCrop(photo, { augmentation, principalComponents, random }));
    const resized = await timed('resize and crop', () => resizeForViews(photo, plan));
    await timed('augment', () => writeViews(resized, plan, transform, crops));
    await timed('batch', () => {
      if (at % batchSize === 0) batch = new Float32Array(batchSize * length);
      batch.set(crops, (at % batchSize) * length);
    });
  }
  return times;
}
