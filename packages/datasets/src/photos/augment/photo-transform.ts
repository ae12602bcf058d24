import { constantDivisor } from '../../batches/input-transform.js';
import type { PhotoStatistics, PhotoStatisticsWithImage } from '../photo-statistics.js';
import { filterWeights, weightBits } from './filter-weights.js';
import type { PhotoAugmentation } from './photo-augmentation.js';

/** From bytes to what a network sees: `(byte + colour shift - mean) / divisor`, in RGB. */
export interface PhotoTransform {
  /**
   * [size, size, 3], or [3]. A per-pixel mean is subtracted from views of its own size; from others, its average for each
   * channel.
   */
  readonly mean: Float32Array;
  /** For each channel. */
  readonly divisor: readonly number[];
  /** Needed where the augmentation's colour is `pca`. */
  readonly principalComponents?: PhotoStatistics['principalComponents'];
}

export interface PhotoTransformOptions {
  readonly statistics: PhotoStatisticsWithImage;
  /** The mean image, resized to the crop where that has another size; or one number for each channel. */
  readonly mean: 'per-pixel' | 'per-channel';
  /** One constant for all channels, or each channel's standard deviation. */
  readonly inputScale: 'constant' | 'per-channel-deviation';
  /** Pixels along each side of the crops that the network sees. */
  readonly cropSize: number;
}

/** The transform of section 3.4, made of the statistics of a packed set. */
export function photoTransform(options: PhotoTransformOptions): PhotoTransform {
  const { statistics, mean, inputScale, cropSize } = options;
  const { deviation, principalComponents, meanImage, view } = statistics;
  return {
    mean: mean === 'per-channel' ? Float32Array.from(statistics.mean) : resizeSquare(meanImage, view.size, cropSize),
    divisor: inputScale === 'constant' ? deviation.map(() => constantDivisor) : deviation,
    principalComponents,
  };
}

/** A square image in floating point, [from, from, 3], resized bilinearly. */
function resizeSquare(image: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return image;
  const { taps, first, weights } = filterWeights({ from, to, start: 0, length: to }, 'bilinear');
  const parts = Float64Array.from(weights, (weight) => weight / 2 ** weightBits);
  return Float32Array.from({ length: to * to * 3 }, (_, at) => {
    const [row, column, channel] = [Math.floor(at / 3 / to), Math.floor(at / 3) % to, at % 3];
    let sum = 0;
    for (let down = 0; down < taps; down++) {
      const part = parts[row * taps + down] ?? 0;
      const start = (((first[row] ?? 0) + down) * from + (first[column] ?? 0)) * 3 + channel;
      for (let right = 0; right < taps; right++) {
        sum += (image[start + right * 3] ?? 0) * part * (parts[column * taps + right] ?? 0);
      }
    }
    return sum;
  });
}

/** Throws a `RangeError` where a transform does not fit an augmentation. */
export function checkTransform({ mean, principalComponents }: PhotoTransform, augmentation: PhotoAugmentation): void {
  const { cropSize, colour } = augmentation;
  const perPixel = cropSize ** 2 * 3;
  if (mean.length !== 3 && mean.length !== perPixel) {
    throw new RangeError(`expected a mean of 3 or, for crops of ${cropSize}, ${perPixel} numbers, got ${mean.length}`);
  }
  if (colour.kind === 'pca' && principalComponents === undefined) {
    throw new RangeError('expected principal components in the transform, since colour is `pca`');
  }
}
