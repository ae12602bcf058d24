import type { InputTransform } from '@resnet/datasets';
import type { Shape } from '@resnet/models';

/** What an imported network is shown: each RGB byte as `(byte * range / 255 - mean) / divisor`. */
export interface NetworkInput {
  /** Pixels on each side of the crops it was trained on. */
  readonly size: number;
  /** Weights trained on BGR have their first convolution turned when they are imported. */
  readonly channelOrder: 'RGB';
  /** What white is before the mean is subtracted: mean and divisor are in the same units. */
  readonly range: 1 | 255;
  /** [channels], or [height, width, channels]. */
  readonly mean: readonly number[];
  /** [channels]. */
  readonly divisor: readonly number[];
}

/** Mean and divisor in units of bytes, in their own shapes. */
export const byteTransform = ({
  range,
  mean,
  divisor,
}: Pick<NetworkInput, 'range' | 'mean' | 'divisor'>): {
  readonly mean: Float32Array;
  readonly divisor: Float32Array;
} => ({
  mean: Float32Array.from(mean, (value) => (value * 255) / range),
  divisor: Float32Array.from(divisor, (value) => (value * 255) / range),
});

/**
 * The transform of images in memory: a mean of channels is that of every pixel. Zeros surround an image that is cropped
 * beyond its edge.
 */
export const imageTransform = (input: NetworkInput, { channels, height, width }: Shape): InputTransform => {
  const { mean, divisor } = byteTransform(input);
  const pixels = Float32Array.from({ length: height * width * channels }, (_, at) => mean[at % mean.length] ?? 0);
  return { mean: pixels, divisor, padValue: 'mean' };
};
