import { mkdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { PhotoSource, SourceSplit } from '../layouts/photo-source.js';
import { PhotoSetError } from '../photo-set-error.js';
import {
  isPackedSet,
  recordFile,
  type PackedSplit,
  type PhotoSetRecord,
  type PhotoSplit,
  type SkippedPhoto,
} from '../photo-set-record.js';
import { defaultStatisticsView } from '../photo-statistics.js';
import { packingFolder } from './journal.js';
import { checkKnownCount, checkKnownSource } from './known-sets.js';
import { createPackProgress, type PackProgress } from './pack-progress.js';
import { packSplit, unreadableError, type Unreadable } from './pack-split.js';
import { removePhotoSet } from './remove-photo-set.js';
import type { SplitState } from './split-writer.js';
import { nullIfMissing, writeDurably } from '@resnet/files';
import { writeIndex, writeStatistics } from './write-split-files.js';

export interface PackPhotoSetOptions {
  readonly name: string;
  /** Where it goes: `<cache>/<name>`. */
  readonly folder: string;
  readonly source: PhotoSource;
  /** About 100 MB where not given. */
  readonly shardBytes?: number;
  readonly unreadable?: Unreadable;
  /** Whether what is packed there already goes first, once the source has been found good. */
  readonly fresh?: boolean;
  /** Ends the work after the picture at hand; the next pack goes on from the last finished shard. */
  readonly signal?: AbortSignal | undefined;
  /** Called before changes of the folder: throws where another process has taken it over, and nothing more is changed then. */
  readonly confirm?: () => Promise<void>;
  readonly onProgress?: ((progress: PackProgress) => void) | undefined;
  /** Told in one line what happens. */
  readonly log?: ((line: string) => void) | undefined;
}

type Settled = Required<PackPhotoSetOptions>;

/** What an interrupted pack must have in common with the one that goes on. */
const requestFile = 'request.json';

/**
 * Packs a source as WebDataset shards with an index and, for training, statistics. An interrupted pack goes on after its last
 * finished shard; `dataset.json` is written last. A `PhotoSetError` says what keeps the source from being packed.
 */
export const packPhotoSet = async (options: PackPhotoSetOptions): Promise<PhotoSetRecord> => {
  const settled = settle(options);
  const { name, folder, source } = settled;
  checkKnownSource(name, source);
  await settled.confirm();
  if (settled.fresh) await removePhotoSet(folder);
  await prepareFolder(settled);
  const progress = createPackProgress(source, settled.onProgress);
  const states: [SourceSplit, SplitState][] = [];
  for (const split of source.splits) states.push([split, await packOne(split, settled, progress)]);
  refuseUnreadable(states, settled);
  const splits: Partial<Record<PhotoSplit, PackedSplit>> = {};
  for (const [{ split }, state] of states) splits[split] = await describeSplit(split, state, settled);
  const { classes, description } = source;
  const record: PhotoSetRecord = { schemaVersion: 1, name, source: description, classes, splits };
  await settled.confirm();
  await writeDurably(join(folder, recordFile), `${JSON.stringify(record, null, 2)}\n`);
  await rm(join(folder, packingFolder), { recursive: true, force: true });
  return record;
};

const settle = (options: PackPhotoSetOptions): Settled => ({
  shardBytes: 100_000_000,
  unreadable: 'refuse',
  fresh: false,
  signal: undefined,
  confirm: () => Promise.resolve(),
  onProgress: undefined,
  log: undefined,
  ...options,
});

/** Makes the folder and checks that what an interrupted pack left there belongs to this one. */
const prepareFolder = async ({ name, folder, source, shardBytes }: Settled): Promise<void> => {
  if (await isPackedSet(folder)) {
    throw new PhotoSetError(`${folder}: ${name} is packed already; pack it again with --fresh`);
  }
  await mkdir(join(folder, packingFolder), { recursive: true });
  const splits = source.splits.map(({ split, count }) => ({ split, count }));
  const request = JSON.stringify({ classes: source.classes, splits, view: defaultStatisticsView, shardBytes });
  const path = join(folder, packingFolder, requestFile);
  const earlier = await readFile(path, 'utf8').catch(nullIfMissing);
  if (earlier === null) await writeDurably(path, request);
  else if (earlier !== request) {
    throw new PhotoSetError(
      `${folder}: an interrupted pack of another source, or with other options, is there: give it the same ones, or start over with --fresh`,
    );
  }
};

const packOne = async (split: SourceSplit, options: Settled, progress: ReturnType<typeof createPackProgress>) => {
  const { name, folder, source, shardBytes, unreadable, signal, confirm, log } = options;
  const state = await packSplit({
    ...{ folder, split, classes: source.classes, shardBytes, unreadable, signal, confirm },
    atOnce: Math.min(16, 2 * availableParallelism()),
    onPhoto: ({ taken, share }) => progress.photo(split, taken, share),
    onResume: (taken, share) => {
      log?.(`${split.split}: ${taken} pictures are packed already, going on from there`);
      progress.resume(split, share);
    },
    onUnreadable: ({ file, problem }: SkippedPhoto) => log?.(`unreadable: ${file}: ${problem}`),
    onWarning: ({ file, problem }: SkippedPhoto) => log?.(`decoded with a warning: ${file}: ${problem}`),
  });
  checkKnownCount(name, split.split, state.taken);
  return state;
};

const refuseUnreadable = (states: readonly [SourceSplit, SplitState][], { unreadable }: Settled): void => {
  const all = states.flatMap(([, state]) => state.unreadable);
  if (unreadable === 'refuse' && all.length > 0) throw unreadableError(all);
  for (const [{ split }, { packed }] of states) {
    if (packed === 0) throw new PhotoSetError(`${split}: expected pictures, found none that can be decoded`);
  }
};

const describeSplit = async (split: PhotoSplit, state: SplitState, options: Settled): Promise<PackedSplit> => {
  const { shards, packed, oddities, unreadable } = state;
  const { folder, confirm } = options;
  await confirm();
  const index = await writeIndex(folder, split, shards.length);
  const statistics = split === 'train' ? await writeStatistics(folder, state) : [];
  return { count: packed, index, shards, statistics, oddities, skipped: unreadable };
};
