import { createRandom, type Random } from '@resnet/random';
import type { ImageSet } from '../image-set.js';
import { padding, singleView, type Crop } from './create-cropper.js';
import { createCrops, type Crops, type PlacedCrop } from './create-crops.js';
import { createImageAt, shuffledEpoch } from './image-order.js';
import type { InputTransform } from './input-transform.js';

export interface TrainingBatchesOptions {
  readonly set: ImageSet;
  readonly transform: InputTransform;
  /** Section 4.2: 4 pixels padded on each side, a random crop of the image's size, or its flip. */
  readonly augmentation: 'pad-crop-flip' | 'none';
  readonly batchSize: number;
  readonly seed: number;
}

export interface LabelledImages {
  readonly images: Crops;
  /** A class for each image. */
  readonly labels: Int32Array;
}

export interface TrainingBatches {
  /** The mini-batch of an iteration, from 0. */
  readonly batch: (iteration: number) => LabelledImages;
}

/**
 * The mini-batches of a training run, each a function of the options and its iteration alone. The images come in one
 * endless row of epochs, each a permutation of the set, and mini-batch i holds positions i batchSize … (i + 1) batchSize - 1:
 * one that does not fit goes on into the next epoch, so that each epoch shows each image once.
 */
export function createTrainingBatches(options: TrainingBatchesOptions): TrainingBatches {
  const { set, transform, augmentation, batchSize, seed } = options;
  const imageAt = createImageAt(set.count, (epoch) => shuffledEpoch(set.count, seed, epoch));
  const batch = (iteration: number): LabelledImages => {
    const random = createRandom(seed, 'augmentation', iteration);
    const crops = Array.from({ length: batchSize }, (_, place): PlacedCrop => {
      const crop = augmentation === 'none' ? singleView : randomCrop(random);
      return { image: imageAt(iteration * batchSize + place), ...crop };
    });
    const labels = Int32Array.from(crops, ({ image }) => set.labels[image] ?? 0);
    return { images: createCrops(set, transform, crops), labels };
  };
  return { batch };
}

const randomCrop = ({ integer }: Random): Crop => ({
  down: integer(2 * padding + 1) - padding,
  right: integer(2 * padding + 1) - padding,
  flip: integer(2) === 1,
});
