import { setTimeout as pause } from 'node:timers/promises';
import { batchesAhead, createPhotoBatches, type LabelledPhotos, type PhotoBatchesOptions } from '@resnet/datasets';
import type { Engine, Precision } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { cifarRecipe } from '@resnet/training';
import { startSession } from '../start-session.js';
import type { Side } from './side.js';
import { timed } from './timed.js';

export interface PhotoSidesOptions {
  readonly engine: Engine;
  readonly precision: Precision;
  readonly network: Network;
  readonly threads: number;
  readonly photos: PhotoBatchesOptions;
}

/** Long enough for workers to make what they make ahead, so that they are idle in the other side's turn. */
const idleMilliseconds = 1500;

/**
 * An iteration on a mini-batch that lies ready, and one on mini-batches of photographs made meanwhile: two sides with one
 * session. Mini-batches that were made ahead before a turn are used up before its time is taken.
 */
export const startPhotoSides = async (options: PhotoSidesOptions): Promise<readonly [Side, Side]> => {
  const { engine, precision, network, threads, photos } = options;
  const recipe = { ...cifarRecipe, batchSize: photos.batchSize };
  const session = await startSession({ engine, network, recipe, precision, threads });
  const batches = createPhotoBatches(photos);
  const prepared = await batches.batch(0);
  let iteration = 1;
  const step = (batch: LabelledPhotos) => session.trainStep(batch, 0.001);
  const onPrepared = (count: number) => timed(count, () => step(prepared));
  const onPhotographs = async (count: number) => {
    const next = async () => {
      const batch = await batches.batch(iteration++);
      const result = await step(batch);
      batches.recycle(batch.images);
      return result;
    };
    await timed(batchesAhead + 1, next);
    const seconds = await timed(count, next);
    await pause(idleMilliseconds);
    return seconds;
  };
  const name = `${engine.name} ${precision}`;
  const close = () => undefined;
  return [
    { name: `${name}, prepared crops`, kind: 'engine', precision, measure: onPrepared, close },
    {
      ...{ name: `${name}, photographs`, kind: 'engine', precision, measure: onPhotographs },
      close: () => {
        session.close();
        void batches.close();
      },
    },
  ];
};
