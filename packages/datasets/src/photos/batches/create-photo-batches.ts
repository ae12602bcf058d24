import { createImageAt } from '../../batches/image-order.js';
import { checkAugmentation } from '../augment/photo-augmentation.js';
import { checkTransform } from '../augment/photo-transform.js';
import { batchesAhead, type LabelledPhotos, type PhotoBatches, type PhotoBatchesOptions } from './photo-batches.js';
import { epochOrder, randomOrder } from './photo-order.js';
import { createReadAhead } from './read-ahead.js';
import { createPhotoPool, type PlacedPhoto } from './photo-pool.js';

/**
 * The mini-batches of a training run, each a function of the options and its iteration alone, whatever the number of
 * workers. Photographs come in one endless row of epochs, and mini-batch i holds positions i batchSize … (i + 1)
 * batchSize - 1: one that does not fit goes on into the next epoch, so that each epoch shows each photograph once.
 */
export function createPhotoBatches(options: PhotoBatchesOptions): PhotoBatches {
  const { set, augmentation, transform, batchSize, seed, workers, order = randomOrder } = options;
  checkAugmentation(augmentation);
  checkTransform(transform, augmentation);
  const pool = createPhotoPool({ set, transform, workers, showing: { kind: 'training', augmentation, seed } });
  const indexAt = createImageAt(set.count, (epoch) => epochOrder({ count: set.count, seed, order }, epoch));
  const readAhead = order.kind === 'windows' ? createReadAhead({ set, seed, order }) : null;

  const make = async (iteration: number): Promise<LabelledPhotos> => {
    readAhead?.from(iteration * batchSize);
    const photos = Array.from({ length: batchSize }, (_, place): PlacedPhoto => {
      const position = iteration * batchSize + place;
      return { index: indexAt(position), position };
    });
    const labels = Int32Array.from(photos, ({ index }) => set.labels[index] ?? 0);
    return { images: await pool.make(photos, augmentation.cropSize ** 2 * 3), labels };
  };
  const close = async (): Promise<void> => {
    await Promise.all([pool.close(), readAhead?.close()]);
  };
  return { batch: madeAhead(make), recycle: pool.recycle, close };
}

/** `make`, which is called for iterations beyond the one that is asked for, too. Nothing that was handed out is kept. */
function madeAhead<T>(make: (iteration: number) => Promise<T>): (iteration: number) => Promise<T> {
  const made = new Map<number, Promise<T>>();
  return (iteration) => {
    const last = iteration + batchesAhead;
    for (const other of made.keys()) if (other < iteration || other > last) made.delete(other);
    for (let next = iteration; next <= last; next++) {
      if (made.has(next)) continue;
      const promise = make(next);
      // Whoever asks for it hears of its failure; where nobody does, it must not end the process.
      promise.catch(() => undefined);
      made.set(next, promise);
    }
    const asked = made.get(iteration) ?? make(iteration);
    made.delete(iteration);
    return asked;
  };
}
