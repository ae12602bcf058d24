import { PhotoError } from '../photo-error.js';
import type { PhotoReadingOptions } from './photo-batches.js';
import { createSharedRoom } from './shared-room.js';
import type { PhotoAnswer, PhotoRequest, PhotoTask, PhotoWorkerData, Showing } from './photo-task.js';
import { photoWorkerScript } from './worker-script.js';

/** A photograph to show: its index in the set, and its position in the row of epochs. */
export interface PlacedPhoto {
  readonly index: number;
  readonly position: number;
}

/** Worker threads that show photographs of one set in one way. */
export interface PhotoPool {
  /** `length` numbers of each photograph, one after the other, in shared memory; rejects with a `PhotoError`. */
  readonly make: (photos: readonly PlacedPhoto[], length: number) => Promise<Float32Array>;
  /** Takes back what `make` gave: what it makes later is in the same memory. */
  readonly recycle: (images: Float32Array) => void;
  readonly close: () => Promise<void>;
}

export interface PhotoPoolOptions extends PhotoReadingOptions {
  readonly showing: Showing;
}

/** Starts the threads; they end with `close`, and let the process end where nobody waits for them. */
export function createPhotoPool({ set, transform, showing, workers }: PhotoPoolOptions): PhotoPool {
  if (!Number.isInteger(workers) || workers < 1) throw new RangeError(`expected at least one worker, got ${workers}`);
  const threads = startThreads(workers, { transform, showing });

  let closed = false;

  const makePart = async (photos: readonly PlacedPhoto[], images: Float32Array): Promise<void> => {
    if (closed) throw new Error('expected mini-batches that are open, found them closed');
    const requests = photos.map((photo) => requestFor(set, photo));
    const answer = await threads.then((pool) => pool.run({ photos: requests, images }));
    if (answer === null) return;
    throw new PhotoError(set, set.images.at(photos[answer.photo]?.index ?? 0), answer.problem);
  };

  const { roomFor, recycle } = createSharedRoom();
  const make = async (photos: readonly PlacedPhoto[], length: number): Promise<Float32Array> => {
    const images = roomFor(photos.length * length);
    // A part for each worker: they take time from all cores at once, where the engine's threads wait for the slowest.
    const size = Math.ceil(photos.length / workers);
    const starts = Array.from({ length: Math.ceil(photos.length / size) }, (_, part) => part * size);
    await Promise.all(
      starts.map((start) => {
        const end = start + size;
        return makePart(photos.slice(start, end), images.subarray(start * length, end * length));
      }),
    );
    return images;
  };

  const close = async (): Promise<void> => {
    closed = true;
    const pool = await threads;
    // What a thread still answers once its task was given up is an event of errors, and would end the process.
    pool.on('error', () => undefined);
    await pool.destroy();
  };
  return { make, recycle, close };
}

const startThreads = async (workers: number, workerData: PhotoWorkerData) => {
  // The main thread loads sharp's library too, so that it is not unloaded with a worker.
  const [{ default: piscina }] = await Promise.all([import('piscina'), import('sharp')]);
  const script = photoWorkerScript();
  return new piscina.Piscina<PhotoTask, PhotoAnswer>({
    ...script,
    workerData,
    minThreads: workers,
    maxThreads: workers,
  });
};

const requestFor = ({ images, shards }: PhotoReadingOptions['set'], { index, position }: PlacedPhoto): PhotoRequest => {
  const { shard, offset, length, width, height } = images.at(index);
  return { path: shards[shard] ?? `shard ${shard}`, offset, length, width, height, position };
};
