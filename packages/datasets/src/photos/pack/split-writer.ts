import { join } from 'node:path';
import { isThere } from '@resnet/files';
import type { DataFile } from '../../file-set.js';
import type { Oddities, PhotoSplit, SkippedPhoto } from '../photo-set-record.js';
import { indexLine } from '../photo-index.js';
import { defaultStatisticsView } from '../photo-statistics.js';
import type { InspectedPhoto } from './inspect-photo.js';
import { forgetShards, noteShard, readNote, readSums, shardName } from './journal.js';
import { noNames, type ListedPhoto } from './list-photos.js';
import { createShard, type ShardWriter } from './shard-writer.js';
import { createStatisticsSums, type StatisticsSums } from './statistics-sums.js';

/** How far a split is: what was noted with its last shard. */
export interface SplitState {
  readonly shards: readonly DataFile[];
  readonly packed: number;
  readonly taken: number;
  readonly names: string;
  readonly oddities: Oddities;
  readonly unreadable: readonly SkippedPhoto[];
  readonly sums: StatisticsSums;
}

/** Takes the pictures of a split in order and makes shards of them. */
export interface SplitWriter {
  readonly add: (listed: ListedPhoto, bytes: Buffer, inspected: InspectedPhoto) => Promise<void>;
  /** Leaves one out; returns all that are left out. */
  readonly skip: (listed: ListedPhoto, photo: SkippedPhoto) => readonly SkippedPhoto[];
  /** Ends the last shard; what the split is then. */
  readonly finish: () => Promise<SplitState>;
  /** Leaves nothing of the unfinished shard. */
  readonly discard: () => Promise<void>;
}

export interface SplitWriterOptions {
  readonly folder: string;
  readonly split: PhotoSplit;
  /** A shard ends with the picture that brings it to so many bytes. */
  readonly shardBytes: number;
  readonly state: SplitState;
  /** See `ShardOptions`. */
  readonly confirm: () => Promise<void>;
}

/** A writer that goes on where `state` is. */
export const createSplitWriter = (options: SplitWriterOptions): SplitWriter => {
  const { folder, split, shardBytes, state, confirm } = options;
  const { sums } = state;
  let now = state;
  let current: ShardWriter | null = null;
  let lines: string[] = [];
  const advance = ({ taken, names }: ListedPhoto, changes: Partial<SplitState>): void => {
    now = { ...now, taken, names, ...changes };
  };
  const finishShard = async (): Promise<void> => {
    if (current === null) return;
    const number = now.shards.length;
    const shard = await current.finish();
    current = null;
    now = { ...now, shards: [...now.shards, shard] };
    const { packed, taken, names, oddities, unreadable } = now;
    const entry = { shard, lines: lines.join(''), packed, taken, names, oddities, unreadable };
    await noteShard({ folder, split, number }, entry, sums.save());
    lines = [];
  };
  return {
    add: async (listed, bytes, { extension, width, height, sha256, oddities, view }) => {
      const { key, label } = listed;
      const shard = now.shards.length;
      current ??= await createShard({ folder, name: `${shardName(split, shard)}.tar`, confirm });
      const offset = await current.add({ key, extension, bytes, label });
      lines.push(indexLine({ key, shard, offset, length: bytes.length, width, height, label, sha256 }));
      if (split === 'train') sums.add(view);
      advance(listed, { packed: now.packed + 1, oddities: plus(now.oddities, oddities) });
      if (current.bytes() >= shardBytes) await finishShard();
    },
    skip: (listed, photo) => {
      advance(listed, { unreadable: [...now.unreadable, photo] });
      return now.unreadable;
    },
    finish: async () => {
      await finishShard();
      return now;
    },
    discard: async () => current?.discard(),
  };
};

const plus = (sums: Oddities, found: InspectedPhoto['oddities']): Oddities => ({
  grey: sums.grey + Number(found.grey),
  cmyk: sums.cmyk + Number(found.cmyk),
  notJpeg: sums.notJpeg + Number(found.notJpeg),
  oriented: sums.oriented + Number(found.oriented),
  smallerThanCrop: sums.smallerThanCrop + Number(found.smallerThanCrop),
  withWarnings: sums.withWarnings + Number(found.withWarnings),
});

export interface ResumeOptions {
  readonly folder: string;
  readonly split: PhotoSplit;
  /** Where they are refused, work goes on at the shard of the first one: it may have been repaired. */
  readonly unreadable: 'refuse' | 'skip';
}

/** Where an interrupted pack left a split: after the last of its shards that are on the disk and noted. */
export const resumeSplit = async ({ folder, split, unreadable }: ResumeOptions): Promise<SplitState> => {
  let state: Omit<SplitState, 'sums'> = nothing;
  for (;;) {
    const number = state.shards.length;
    const note = await readNote(folder, split, number);
    if (note === null || (unreadable === 'refuse' && note.unreadable.length > 0)) break;
    if (!(await isThere(join(folder, note.shard.name)))) break;
    const { packed, taken, names, oddities } = note;
    state = { shards: [...state.shards, note.shard], packed, taken, names, oddities, unreadable: note.unreadable };
  }
  const { length } = state.shards;
  await forgetShards(folder, split, length);
  const saved = length === 0 ? undefined : await readSums(folder, split, length - 1);
  return { ...state, sums: createStatisticsSums(defaultStatisticsView, saved) };
};

const nothing: Omit<SplitState, 'sums'> = {
  ...{ shards: [], packed: 0, taken: 0, names: noNames, unreadable: [] },
  oddities: { grey: 0, cmyk: 0, notJpeg: 0, oriented: 0, smallerThanCrop: 0, withWarnings: 0 },
};
