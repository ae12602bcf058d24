import {
  openPhotoSet,
  readPhotoStatistics,
  type Checksums,
  type ImageSet,
  type PhotoSet,
  type PhotoStatisticsWithImage,
} from '@resnet/datasets';

/** The data set that a run trains on and is evaluated with. */
export type RunData = ImageData | PhotoData;

/** Images in memory: what `loadCifar10` of @resnet/datasets returns. */
export interface ImageData {
  readonly kind: 'images';
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** Of the files they come from. */
  readonly checksums: Checksums;
}

/** Photographs in a packed set, decoded as they are needed. */
export interface PhotoData {
  readonly kind: 'photographs';
  readonly train: PhotoSet;
  readonly validation: PhotoSet;
  /** Of the training photographs. */
  readonly statistics: PhotoStatisticsWithImage;
  /** Of indices, shards and statistics. */
  readonly checksums: Checksums;
}

/** The packed set in a folder; a `PhotoSetError` where it is not whole. */
export const openPhotoData = async (folder: string): Promise<PhotoData> => {
  const [train, validation, statistics] = await Promise.all([
    openPhotoSet({ folder, split: 'train' }),
    openPhotoSet({ folder, split: 'validation' }),
    readPhotoStatistics(folder),
  ]);
  const checksums = { ...train.checksums, ...validation.checksums };
  return { kind: 'photographs', train, validation, statistics, checksums };
};
