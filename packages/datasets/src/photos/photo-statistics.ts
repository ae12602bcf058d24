import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nullIfMissing, sha256 } from '@resnet/files';
import type { DataFile } from '../file-set.js';
import { PhotoSetError } from './photo-set-error.js';
import { readPhotoSetRecord } from './photo-set-record.js';

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

/** Reads the statistics of the training split of a packed set; a `PhotoSetError` where it has none, or others than recorded. */
export const readPhotoStatistics = async (folder: string): Promise<PhotoStatisticsWithImage> => {
  const { splits } = await readPhotoSetRecord(folder);
  const parts = splits.train?.statistics ?? [];
  const statistics = JSON.parse(String(await readPart(folder, statisticsFile, parts))) as PhotoStatistics;
  const bytes = await readPart(folder, meanImageFile, parts);
  const meanImage = Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(4 * at));
  return { ...statistics, meanImage };
};

const readPart = async (folder: string, name: string, parts: readonly DataFile[]): Promise<Buffer> => {
  const recorded = parts.find((part) => part.name === name);
  const path = join(folder, name);
  const bytes = await readFile(path).catch(nullIfMissing);
  if (recorded === undefined || bytes === null) {
    throw new PhotoSetError(
      `${folder}: expected ${name}, found none: statistics are made of a training split, and this set has none or is not packed to the end`,
    );
  }
  const found = sha256(bytes);
  if (found === recorded.sha256) return bytes;
  throw new PhotoSetError(
    `${path}: expected SHA-256 ${recorded.sha256}, as recorded, found ${found}: it is damaged; pack the set again with --fresh`,
  );
};
