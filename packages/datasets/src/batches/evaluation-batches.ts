import type { ImageSet } from '../image-set.js';
import { padding, singleView, type Crop } from './create-cropper.js';
import { createCrops } from './create-crops.js';
import type { InputTransform } from './input-transform.js';
import type { LabelledImages } from './create-training-batches.js';

export interface EvaluationBatchesOptions {
  readonly set: ImageSet;
  readonly transform: InputTransform;
  /** The most views in one batch; at least those of one image. */
  readonly batchSize: number;
  readonly views: Views;
}

/** The image itself; or the four corners and the center of the padded image, and the five flipped. */
export type Views = 'single-view' | '10-crop';

const corners = [-padding, padding].flatMap((down) => [-padding, padding].map((right) => ({ down, right })));
const fiveCrops = [...corners, { down: 0, right: 0 }];

const crops: Readonly<Record<Views, readonly Crop[]>> = {
  'single-view': [singleView],
  '10-crop': [false, true].flatMap((flip) => fiveCrops.map((place) => ({ ...place, flip }))),
};

/**
 * A whole set in order, each image once. `images` holds all views of the first image, then all of the second, …; `labels`
 * has one label an image. The last batch may be smaller.
 */
export function* evaluationBatches(options: EvaluationBatchesOptions): Generator<LabelledImages, void> {
  const { set, transform, batchSize, views } = options;
  const cropsOfImage = crops[views];
  const imagesPerBatch = Math.floor(batchSize / cropsOfImage.length);
  if (imagesPerBatch < 1) {
    throw new RangeError(`${views} needs a batch size of at least ${cropsOfImage.length}, got ${batchSize}`);
  }
  for (let first = 0; first < set.count; first += imagesPerBatch) {
    const labels = Int32Array.from(set.labels.subarray(first, first + imagesPerBatch));
    const views = Array.from(labels.keys(), (at) => cropsOfImage.map((crop) => ({ image: first + at, ...crop })));
    yield { images: createCrops(set, transform, views.flat()), labels };
  }
}
