import type { ImageSet } from '../image-set.js';

/** From bytes to what a network sees: `(byte - mean) / divisor`. */
export interface InputTransform {
  /** [height, width, channels]. */
  readonly mean: Float32Array;
  /** [channels]. */
  readonly divisor: Float32Array;
  readonly padValue: PadValue;
}

/** What to multiply by instead of dividing, [channels]. */
export const inputScale = ({ divisor }: InputTransform): Float32Array => divisor.map((value) => 1 / value);

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

/**
 * Near the standard deviation of CIFAR-10's training bytes about their per-pixel mean (63.5), and of those of photographs;
 * exact in binary.
 */
export const constantDivisor = 64;

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

function pixelMean(set: ImageSet): Float32Array {
  return Float32Array.from(averageOverImages(set, (byte) => byte));
}

function channelDeviation(set: ImageSet, mean: Float32Array): Float32Array {
  const variances = averageOverImages(set, (byte, position) => (byte - (mean[position] ?? 0)) ** 2);
  const pixels = set.height * set.width;
  return Float32Array.from({ length: set.channels }, (_, channel) => {
    let sum = 0;
    for (let position = channel; position < variances.length; position += set.channels) sum += variances[position] ?? 0;
    return Math.sqrt(sum / pixels);
  });
}

/** The average over the images of a term, [height, width, channels]. */
function averageOverImages(
  { count, height, width, channels, images }: ImageSet,
  term: (byte: number, position: number) => number,
): Float64Array {
  const sums = new Float64Array(height * width * channels);
  let at = 0;
  for (let image = 0; image < count; image++) {
    for (let position = 0; position < sums.length; position++) {
      sums[position] = (sums[position] ?? 0) + term(images[at++] ?? 0, position);
    }
  }
  return sums.map((sum) => sum / count);
}
