import { setTimeout as pause } from 'node:timers/promises';
import { createPhotoBatches, type PhotoBatchesOptions } from '@resnet/datasets';
import { flatten, type Batch, type Engine, type Precision } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { cifarRecipe, createTrainingSession, initializeParameters } from '@resnet/training';
import type { Side } from './side.js';

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
  const program = flatten(network);
  const session = await createTrainingSession({ engine, program, recipe, precision, threads });
  await session.writeParameters(initializeParameters(program, recipe, 1));
  const batches = createPhotoBatches(photos);
  const prepared = await batches.batch(0);
  let iteration = 1;
  const step = async (batch: Batch): Promise<number> => {
    await session.trainStep(batch, 0.001);
    return performance.now();
  };
  const onPrepared = async (count: number): Promise<number[]> => secondsOf(count, () => step(prepared));
  const onPhotographs = async (count: number): Promise<number[]> => {
    const next = async () => step(await batches.batch(iteration++));
    await secondsOf((photos.ahead ?? 2) + 1, next);
    const seconds = await secondsOf(count, next);
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

const secondsOf = async (count: number, iterate: () => Promise<number>): Promise<number[]> => {
  const seconds: number[] = [];
  for (let start = performance.now(), i = 0; i < count; i++) {
    const end = await iterate();
    seconds.push((end - start) / 1e3);
    start = end;
  }
  return seconds;
};
