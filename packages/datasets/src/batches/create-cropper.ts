import type { ImageSet } from '../image-set.js';
import type { InputTransform } from './input-transform.js';

/** Where a crop of an image's own size lies relative to the image, in pixels, and whether it is then flipped. */
export interface Crop {
  readonly down: number;
  readonly right: number;
  readonly flip: boolean;
}

/** Pixels of padding on each side (section 4.2). */
export const padding = 4;

/** The image itself. */
export const singleView: Crop = { down: 0, right: 0, flip: false };

/** Writes a crop of image `index`, transformed, to `target` [height, width, channels]. */
export type Cropper = (index: number, crop: Crop, target: Float32Array) => void;

/** A function that writes transformed crops of a set's images; padding, crop, flip and transform are one pass. */
export function createCropper({ height, width, channels, images }: ImageSet, transform: InputTransform): Cropper {
  const { mean, divisor, padValue } = transform;
  const scale = Float32Array.from(
    { length: width * channels },
    (_, position) => 1 / (divisor[position % channels] ?? 1),
  );
  const blank = mean.map((value, position) =>
    padValue === 'black' ? -value * (scale[position % scale.length] ?? 1) : 0,
  );
  return (index, { down, right, flip }, target) => {
    if (down !== 0 || right !== 0) target.set(blank);
    const left = Math.max(0, -right);
    const pixels = width - Math.abs(right);
    const step = flip ? -channels : channels;
    for (let row = Math.max(0, -down); row < Math.min(height, height - down); row++) {
      let source = ((row + down) * width + left + right) * channels;
      let place = (row * width + (flip ? width - 1 - left : left)) * channels;
      const image = index * mean.length;
      for (let pixel = 0; pixel < pixels; pixel++) {
        const meanAt = padValue === 'black' ? place : source;
        for (let channel = 0; channel < channels; channel++) {
          const difference = (images[image + source + channel] ?? 0) - (mean[meanAt + channel] ?? 0);
          target[place + channel] = difference * (scale[channel] ?? 1);
        }
        source += channels;
        place += step;
      }
    }
  };
}
