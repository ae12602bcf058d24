import type { ImageSet } from '../image-set.js';
import { inputScale, type InputTransform } from './input-transform.js';

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

/** A function that writes transformed crops of a set's images: padding, crop, flip and transform in one pass. */
export function createCropper({ height, width, channels, images }: ImageSet, transform: InputTransform): Cropper {
  const { mean, padValue } = transform;
  const scale = inputScale(transform);
  const blank =
    padValue === 'black' ? mean.map((value, at) => (0 - value) * (scale[at % channels] ?? 1)) : mean.map(() => 0);
  return (index, { down, right, flip }, target) => {
    if (down !== 0 || right !== 0) target.set(blank);
    const firstColumn = Math.max(0, -right);
    const pixels = width - Math.abs(right);
    const step = flip ? -channels : channels;
    const meanStep = padValue === 'black' ? step : channels;
    for (let row = Math.max(0, -down); row < Math.min(height, height - down); row++) {
      const rowSource = ((row + down) * width + firstColumn + right) * channels;
      const rowPlace = (row * width + (flip ? width - 1 - firstColumn : firstColumn)) * channels;
      // One channel at a time: a loop over channels inside the loop over pixels takes half as long again.
      for (let channel = 0; channel < channels; channel++) {
        const channelScale = scale[channel] ?? 1;
        let source = index * mean.length + rowSource + channel;
        let meanAt = (padValue === 'black' ? rowPlace : rowSource) + channel;
        let place = rowPlace + channel;
        for (let pixel = 0; pixel < pixels; pixel++) {
          target[place] = ((images[source] ?? 0) - (mean[meanAt] ?? 0)) * channelScale;
          source += channels;
          meanAt += meanStep;
          place += step;
        }
      }
    }
  };
}
