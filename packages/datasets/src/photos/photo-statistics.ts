import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PhotoSetError } from './photo-set-error.js';
import { isMissing } from './photo-set-record.js';

/** Three numbers, of red, green and blue. */
export type Rgb = readonly [number, number, number];

/** What the mean image is the mean of: crops from the center, after the picture was resized, both in pixels. */
export interface StatisticsView {
  readonly kind: 'center-crop';
  readonly shorterSide: number;
  readonly size: number;
}

/** The view where nothing else is asked for: that of the paper's test protocol. */
export const defaultStatisticsView: StatisticsView = { kind: 'center-crop', shorterSide: 256, size: 224 };

/** Statistics of a training split, over every pixel of the view of each picture. */
export interface PhotoStatistics {
  readonly view: StatisticsView;
  /** How many pictures: all that were packed. */
  readonly images: number;
  /** Of each channel, pixels from 0 to 255. */
  readonly mean: Rgb;
  /** Standard deviation of each channel, pixels from 0 to 255. */
  readonly deviation: Rgb;
  /**
   * Principal components of RGB, as colour augmentation wants them (Krizhevsky et al. 2012): eigenvalues and unit eigenvectors
   * of the covariance of pixels from 0 to 1, the largest first.
   */
  readonly principalComponents: { readonly eigenvalues: Rgb; readonly eigenvectors: readonly [Rgb, Rgb, Rgb] };
}

/** Statistics with their mean image, [size, size, 3] RGB, pixels from 0 to 255. */
export interface PhotoStatisticsWithImage extends PhotoStatistics {
  readonly meanImage: Float32Array;
}

export const statisticsFile = 'statistics.json';
/** Raw little-endian float32, [size, size, 3]. */
export const meanImageFile = 'mean-image.f32';

/** Reads the statistics of the training split of a packed set; a `PhotoSetError` where it has none. */
export const readPhotoStatistics = async (folder: string): Promise<PhotoStatisticsWithImage> => {
  const statistics = JSON.parse(String(await readPart(folder, statisticsFile))) as PhotoStatistics;
  const bytes = await readPart(folder, meanImageFile);
  const pixels = statistics.view.size ** 2 * 3;
  if (bytes.length !== 4 * pixels) {
    throw new PhotoSetError(
      `${join(folder, meanImageFile)}: expected ${4 * pixels} bytes, found ${bytes.length}; pack the set again with --fresh`,
    );
  }
  return { ...statistics, meanImage: Float32Array.from({ length: pixels }, (_, at) => bytes.readFloatLE(4 * at)) };
};

const readPart = (folder: string, name: string): Promise<Buffer> =>
  readFile(join(folder, name)).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    throw new PhotoSetError(
      `${folder}: expected ${name}, found none: statistics are made of a training split, and this set has none or is not packed to the end`,
    );
  });
