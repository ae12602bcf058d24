import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isMissing, isThere } from '@resnet/files';
import type { DataFile } from '../file-set.js';
import { PhotoSetError } from './photo-set-error.js';

/** The two splits that a set may have, in the order in which they are packed. */
export const photoSplits = ['train', 'validation'] as const;
export type PhotoSplit = (typeof photoSplits)[number];

/** A class, at its index. */
export interface PhotoClass {
  /** WordNet's name of it, as `n01440764`; for pictures of one's own, the name of their folder. */
  readonly synset: string;
  /** What people call it; `null` where the source does not say. */
  readonly words: string | null;
}

/** How many pictures of a split are out of the ordinary; all are packed as they are. */
export interface Oddities {
  /** One channel. */
  readonly grey: number;
  /** Four channels of ink. */
  readonly cmyk: number;
  /** PNG and others, whatever their names say. */
  readonly notJpeg: number;
  /** An EXIF orientation that asks for a turn, which is ignored. */
  readonly oriented: number;
  /** Shorter side below 224 pixels. */
  readonly smallerThanCrop: number;
  /** Decoded in full, but the decoder complained. */
  readonly withWarnings: number;
}

/** A picture that was left out since it could not be decoded. */
export interface SkippedPhoto {
  readonly file: string;
  readonly problem: string;
}

/** One split of a packed set. */
export interface PackedSplit {
  readonly count: number;
  readonly index: DataFile;
  readonly shards: readonly DataFile[];
  /** `statistics.json` and the mean image; none for validation. */
  readonly statistics: readonly DataFile[];
  readonly oddities: Oddities;
  readonly skipped: readonly SkippedPhoto[];
}

/** What `dataset.json` says. It is written last: a folder without it is not a packed set. */
export interface PhotoSetRecord {
  readonly schemaVersion: 1;
  readonly name: string;
  /** The kind of source: folders of classes or the official archives. */
  readonly source: string;
  /** In the order of their indices. */
  readonly classes: readonly PhotoClass[];
  readonly splits: Readonly<Partial<Record<PhotoSplit, PackedSplit>>>;
}

export const recordFile = 'dataset.json';

/** Whether a folder holds a packed set. */
export const isPackedSet = (folder: string): Promise<boolean> => isThere(join(folder, recordFile));

/** Every file of a split. */
export const filesOf = ({ index, shards, statistics }: PackedSplit): readonly DataFile[] => [
  index,
  ...shards,
  ...statistics,
];

/** Reads `dataset.json`; a `PhotoSetError` where there is none, or one that this version cannot read. */
export const readPhotoSetRecord = async (folder: string): Promise<PhotoSetRecord> => {
  const path = join(folder, recordFile);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    const name = basename(folder);
    const command = name === 'imagenette' ? 'fetch imagenette' : `pack ${name} --from <path>`;
    throw new PhotoSetError(
      `${folder} is not a packed set: expected ${recordFile}, found none; get it by \`resnet data ${command}\``,
    );
  });
  return parsed(path, text);
};

const parsed = (path: string, text: string): PhotoSetRecord => {
  try {
    const { schemaVersion, classes, splits } = JSON.parse(text) as Partial<Record<keyof PhotoSetRecord, unknown>>;
    if (schemaVersion === 1 && Array.isArray(classes) && typeof splits === 'object')
      return JSON.parse(text) as PhotoSetRecord;
  } catch {
    // Said below.
  }
  throw new PhotoSetError(
    `${path}: expected the record of a packed set with schemaVersion 1; pack the set again with --fresh`,
  );
};
