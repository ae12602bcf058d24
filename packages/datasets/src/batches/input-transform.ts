import type { ImageSet } from '../image-set.js';

/** From bytes to what a network sees: `(byte - mean) / divisor`. */
export interface InputTransform {
  /** [height, width, channels]. */
  readonly mean: Float32Array;
  /** [channels]. */
  readonly divisor: Float32Array;
  readonly padValue: PadValue;
}

/**
 * What surrounds an image that is cropped beyond its edge: `mean` subtracts the mean where the image's pixels come from and
 * pads with zero after; `black` pads with black bytes and subtracts the mean where the pixels end up.
 */
export type PadValue = 'mean' | 'black';

export interface InputTransformOptions {
  readonly padValue: PadValue;
  /** One constant for all channels, or each channel's standard deviation about the mean. */
  readonly inputScale: 'constant' | 'per-channel-deviation';
}

/** Near the standard deviation of CIFAR-10's training bytes about their per-pixel mean (61.7), and exact in binary. */
const constantDivisor = 64;

/** The transform of section 4.2, its per-pixel mean taken over the images that are trained on. */
export function inputTransform(trainSet: ImageSet, { padValue, inputScale }: InputTransformOptions): InputTransform {
  const mean = pixelMean(trainSet);
  const { channels } = trainSet;
  switch (inputScale) {
    case 'constant':
      return { mean, divisor: new Float32Array(channels).fill(constantDivisor), padValue };
    case 'per-channel-deviation':
      return { mean, divisor: channelDeviation(trainSet, mean), padValue };
    default:
      return inputScale satisfies never;
  }
}

function pixelMean({ count, images }: ImageSet): Float32Array {
  const sums = new Float64Array(images.length / count);
  let position = 0;
  for (let image = 0; image < count; image++) {
    for (let pixel = 0; pixel < sums.length; pixel++) sums[pixel] = (sums[pixel] ?? 0) + (images[position++] ?? 0);
  }
  return Float32Array.from(sums, (sum) => sum / count);
}

function channelDeviation({ count, channels, images }: ImageSet, mean: Float32Array): Float32Array {
  const squares = new Float64Array(channels);
  for (let position = 0; position < images.length; position++) {
    const difference = (images[position] ?? 0) - (mean[position % mean.length] ?? 0);
    const channel = position % channels;
    squares[channel] = (squares[channel] ?? 0) + difference * difference;
  }
  return Float32Array.from(squares, (sum) => Math.sqrt(sum / ((count * mean.length) / channels)));
}
