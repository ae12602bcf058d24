import type { PhotoAugmentation } from '../augment/photo-augmentation.js';
import type { PhotoTransform } from '../augment/photo-transform.js';
import type { PhotoSet } from '../photo-set.js';
import type { PhotoOrder } from './photo-order.js';

/** The mini-batches of a run, each a function of the options and its iteration alone; made ahead in worker threads. */
export interface PhotoBatches {
  /**
   * The mini-batch of an iteration, from 0. Rejects with a `PhotoError` where a photograph cannot be read or decoded.
   * The iterations after it are made ahead, so ask for them in order.
   */
  readonly batch: (iteration: number) => Promise<LabelledPhotos>;
  /** Takes back the images of a mini-batch that nobody reads any more: a later one is made in the same memory. */
  readonly recycle: (images: Float32Array) => void;
  /** Ends the worker threads; batches that are still promised reject. */
  readonly close: () => Promise<void>;
}

export interface LabelledPhotos {
  /** [count, height, width, 3], RGB, transformed. */
  readonly images: Float32Array;
  /** [count]. */
  readonly labels: Int32Array;
}

export interface PhotoBatchesOptions extends PhotoReadingOptions {
  readonly augmentation: PhotoAugmentation;
  readonly batchSize: number;
  readonly seed: number;
  /** `randomOrder` where not given. */
  readonly order?: PhotoOrder;
}

export interface PhotoReadingOptions {
  readonly set: PhotoSet;
  readonly transform: PhotoTransform;
  /** Worker threads. */
  readonly workers: number;
}

/** The most mini-batches made before they are asked for, which bounds memory. */
export const batchesAhead = 2;
