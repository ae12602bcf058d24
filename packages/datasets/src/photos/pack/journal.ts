import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFile } from '../../file-set.js';
import type { Oddities, PhotoSplit, SkippedPhoto } from '../photo-set-record.js';
import { nullIfMissing, writeDurably } from '@resnet/files';

/** The folder of what packing needs to go on after an interruption; it goes when the set is whole. */
export const packingFolder = 'packing';

/** What is noted of a shard once it is on the disk; numbers and lists without "its" count from the first shard on. */
export interface JournalEntry {
  readonly shard: DataFile;
  /** Its lines of the index. */
  readonly lines: string;
  readonly packed: number;
  /** Pictures taken from the source, packed or not. */
  readonly taken: number;
  /** A digest of their keys in order: another list of files is noticed. */
  readonly names: string;
  readonly oddities: Oddities;
  readonly unreadable: readonly SkippedPhoto[];
}

/** `train-000000`. */
export const shardName = (split: PhotoSplit, number: number): string => `${split}-${String(number).padStart(6, '0')}`;

const path = (folder: string, split: PhotoSplit, number: number, extension: string): string =>
  join(folder, packingFolder, `${shardName(split, number)}.${extension}`);

/** Notes a shard that is on the disk, with the sums of all pictures so far. */
export const noteShard = async (
  place: { readonly folder: string; readonly split: PhotoSplit; readonly number: number },
  entry: JournalEntry,
  sums: Float64Array,
): Promise<void> => {
  const { folder, split, number } = place;
  await writeDurably(path(folder, split, number, 'sums'), new Uint8Array(sums.buffer));
  await writeDurably(path(folder, split, number, 'json'), JSON.stringify(entry));
};

/** What was noted of one shard; `null` where that is nothing. */
export const readNote = async (folder: string, split: PhotoSplit, number: number): Promise<JournalEntry | null> => {
  const text = await readFile(path(folder, split, number, 'json'), 'utf8').catch(nullIfMissing);
  return text === null ? null : (JSON.parse(text) as JournalEntry);
};

/** The sums of all pictures up to a shard that was noted. */
export const readSums = async (folder: string, split: PhotoSplit, number: number): Promise<Float64Array> => {
  const bytes = await readFile(path(folder, split, number, 'sums'));
  return new Float64Array(new Uint8Array(bytes).buffer);
};

/**
 * Forgets the shards of a split from a number on, which are to be made anew. The last goes first: what is left after a crash
 * was made in one go.
 */
export const forgetShards = async (folder: string, split: PhotoSplit, from: number): Promise<void> => {
  const notes = (await readdir(join(folder, packingFolder))).filter((name) => name.endsWith('.json'));
  const numbers = notes.flatMap((name) => {
    const [, of, number] = /^(\w+)-(\d{6})\.json$/.exec(name) ?? [];
    return of === split && Number(number) >= from ? [Number(number)] : [];
  });
  for (const number of numbers.sort((a, b) => b - a)) {
    await rm(path(folder, split, number, 'json'));
    await rm(path(folder, split, number, 'sums'), { force: true });
    await rm(join(folder, `${shardName(split, number)}.tar`), { force: true });
  }
};
