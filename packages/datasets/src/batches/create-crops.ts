import type { ImageSet } from '../image-set.js';
import { createCropper, type Crop } from './create-cropper.js';
import { inputScale, type InputTransform, type PadValue } from './input-transform.js';

/** Crops of a set's images, transformed: what an engine needs to make them, and how to make them without one. */
export interface Crops {
  /** The set, [images, height, width, channels]. */
  readonly bytes: Uint8Array;
  /** [height, width, channels]. */
  readonly mean: Float32Array;
  /** [channels]. */
  readonly scale: Float32Array;
  readonly padValue: PadValue;
  /** [count, 4]: image, down, right and flip. */
  readonly places: Int32Array;
  /** The crops, [count, height, width, channels]. */
  readonly toFloat32: () => Float32Array;
}

/** A crop of image `image` of a set. */
export interface PlacedCrop extends Crop {
  readonly image: number;
}

/** Crops of a set; nothing is computed until they are asked for. */
export function createCrops(set: ImageSet, transform: InputTransform, crops: readonly PlacedCrop[]): Crops {
  const { mean, padValue } = transform;
  const places = new Int32Array(4 * crops.length);
  for (const [at, { image, down, right, flip }] of crops.entries()) {
    places.set([image, down, right, flip ? 1 : 0], 4 * at);
  }
  return {
    bytes: set.images,
    mean,
    scale: inputScale(transform),
    padValue,
    places,
    toFloat32: () => {
      const crop = createCropper(set, transform);
      const images = new Float32Array(crops.length * mean.length);
      for (const [at, place] of crops.entries()) {
        crop(place.image, place, images.subarray(at * mean.length, (at + 1) * mean.length));
      }
      return images;
    },
  };
}
