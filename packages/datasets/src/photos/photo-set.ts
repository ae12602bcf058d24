import { join } from 'node:path';
import { checksumsOf, type Checksums } from '../file-set.js';
import type { PhotoImages } from './photo-images.js';
import { readPhotoIndex } from './photo-index.js';
import { PhotoSetError } from './photo-set-error.js';
import { filesOf, readPhotoSetRecord, type PhotoClass, type PhotoSplit } from './photo-set-record.js';

/** A packed split, opened: pictures as encoded bytes with labels. */
export interface PhotoSet {
  readonly name: string;
  readonly split: PhotoSplit;
  /** Where the set lies. */
  readonly folder: string;
  /** In the order of their indices. */
  readonly classes: readonly PhotoClass[];
  readonly count: number;
  /** Class indices, [count]. */
  readonly labels: Int32Array;
  /** `images.at(index)`, in the order of the set: by class, then by name. */
  readonly images: PhotoImages;
  /** The paths of the shards, which `PhotoEntry.shard` counts. */
  readonly shards: readonly string[];
  /** SHA-256 by file name, of the index, the shards and the statistics: as recorded, the index alone checked. */
  readonly checksums: Checksums;
}

export interface OpenPhotoSetOptions {
  /** `<cache>/<name>`. */
  readonly folder: string;
  readonly split: PhotoSplit;
}

/** Opens one split of a packed set; a `PhotoSetError` where it is not there or its index is damaged. */
export const openPhotoSet = async ({ folder, split }: OpenPhotoSetOptions): Promise<PhotoSet> => {
  const { name, classes, splits } = await readPhotoSetRecord(folder);
  const packed = splits[split];
  if (packed === undefined) throw missingSplit({ folder, name, split, there: Object.keys(splits) });
  const { index, shards, count } = packed;
  const sizes = { count, sha256: index.sha256, shards: shards.length, classes: classes.length };
  const { images, labels } = await readPhotoIndex({ path: join(folder, index.name), ...sizes });
  const paths = shards.map((shard) => join(folder, shard.name));
  const checksums = checksumsOf(filesOf(packed));
  return { name, split, folder, classes, count, labels, images, shards: paths, checksums };
};

const missingSplit = (found: { folder: string; name: string; split: PhotoSplit; there: readonly string[] }): Error =>
  new PhotoSetError(
    `${found.folder}: expected a ${found.split} split, found only ${found.there.join(', ')}; pack ${found.name} with --fresh from a source that has both`,
  );
