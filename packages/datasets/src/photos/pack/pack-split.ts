import type { SourceSplit } from '../layouts/photo-source.js';
import { mapInOrder } from '../map-in-order.js';
import { PhotoSetError } from '../photo-set-error.js';
import type { PhotoClass, SkippedPhoto } from '../photo-set-record.js';
import { firstLine, inspectPhoto, type InspectedPhoto } from './inspect-photo.js';
import { listPhotos, type ListedPhoto } from './list-photos.js';
import { createSplitWriter, resumeSplit, type SplitState, type SplitWriter } from './split-writer.js';

/**
 * What becomes of pictures that cannot be decoded: the set is refused once all are known, or they are left out and
 * named.
 */
export type Unreadable = 'refuse' | 'skip';

/** So many unreadable pictures tell enough where they are refused. */
const unreadableAtMost = 100;

export interface PackSplitOptions {
  readonly folder: string;
  readonly split: SourceSplit;
  readonly classes: readonly PhotoClass[];
  readonly shardBytes: number;
  readonly unreadable: Unreadable;
  /** How many pictures are read and decoded at once. */
  readonly atOnce: number;
  readonly signal: AbortSignal | undefined;
  /** See `PackPhotoSetOptions`. */
  readonly confirm: () => Promise<void>;
  readonly onPhoto: (photo: { readonly taken: number; readonly share: number }) => void;
  /** Told how many pictures an interrupted pack has done already. */
  readonly onResume: (taken: number, share: number) => void;
  readonly onUnreadable: (photo: SkippedPhoto) => void;
  /** Told of a picture that was decoded while the decoder complained. */
  readonly onWarning: (photo: SkippedPhoto) => void;
}

/**
 * Packs what is left of one split, shard by shard; rejects with the signal's reason where that is aborted, which loses
 * the unfinished shard alone.
 */
export const packSplit = async (options: PackSplitOptions): Promise<SplitState> => {
  const { folder, split, shardBytes, confirm } = options;
  await confirm();
  const resumed = await resumeSplit({ folder, split: split.split, unreadable: options.unreadable });
  const writer = createSplitWriter({ folder, split: split.split, shardBytes, state: resumed, confirm });
  try {
    const items = leftPhotos(options, resumed);
    for await (const { listed, found } of mapInOrder({ items, atOnce: options.atOnce, work: inspect })) {
      options.signal?.throwIfAborted();
      await take(writer, { listed, found }, options);
      options.onPhoto(listed);
    }
    return await writer.finish();
  } catch (error) {
    await writer.discard();
    throw error;
  }
};

/** The pictures that an interrupted pack has not done; a `PhotoSetError` where those it has done have other names now. */
async function* leftPhotos(
  { split, classes, signal, onResume }: PackSplitOptions,
  done: SplitState,
): AsyncGenerator<ListedPhoto> {
  let last: ListedPhoto | null = null;
  for await (const listed of listPhotos(split, classes)) {
    signal?.throwIfAborted();
    if (listed.taken > done.taken) yield listed;
    else if (listed.taken === done.taken) {
      checkNames(listed, done);
      onResume(listed.taken, listed.share);
    }
    last = listed;
  }
  if ((last?.taken ?? 0) < done.taken)
    throw otherFiles(split.split, `${done.taken} pictures or more`, `${last?.taken ?? 0}`);
}

const checkNames = ({ names, photo, taken }: ListedPhoto, done: SplitState): void => {
  if (names !== done.names)
    throw otherFiles(
      'source',
      'the file names of the interrupted pack',
      `others up to ${photo.path} (picture ${taken})`,
    );
};

const otherFiles = (where: string, expected: string, found: string): PhotoSetError =>
  new PhotoSetError(
    `${where}: expected ${expected}, found ${found}: the source has changed since the pack was interrupted; start over with --fresh`,
  );

type Found =
  | { readonly kind: 'photo'; readonly bytes: Buffer; readonly inspected: InspectedPhoto }
  | { readonly kind: 'unreadable'; readonly problem: string };

const inspect = async (listed: ListedPhoto): Promise<{ readonly listed: ListedPhoto; readonly found: Found }> => {
  const bytes = await listed.photo.read();
  try {
    return { listed, found: { kind: 'photo', bytes, inspected: await inspectPhoto(bytes) } };
  } catch (error) {
    return { listed, found: { kind: 'unreadable', problem: firstLine(error) } };
  }
};

const take = async (
  writer: SplitWriter,
  { listed, found }: { readonly listed: ListedPhoto; readonly found: Found },
  { unreadable, onUnreadable, onWarning }: PackSplitOptions,
): Promise<void> => {
  switch (found.kind) {
    case 'photo': {
      const { warning } = found.inspected;
      if (warning !== null) onWarning({ file: listed.photo.path, problem: warning });
      return writer.add(listed, found.bytes, found.inspected);
    }
    case 'unreadable': {
      const skipped = { file: listed.photo.path, problem: found.problem };
      const all = writer.skip(listed, skipped);
      onUnreadable(skipped);
      if (unreadable === 'refuse' && all.length >= unreadableAtMost) throw unreadableError(all);
      return;
    }
    default:
      found satisfies never;
  }
};

/** Which pictures cannot be decoded, the first ten by name. */
export const unreadableError = (all: readonly SkippedPhoto[]): PhotoSetError =>
  new PhotoSetError(
    [
      `expected pictures that can be decoded to the end, found ${all.length} that cannot:`,
      ...all.slice(0, 10).map(({ file, problem }) => `  ${file}: ${problem}`),
      ...(all.length > 10 ? [`  and ${all.length - 10} more`] : []),
      'Put whole files in their place, or leave them out with --skip-unreadable. The command goes on from here, without --fresh.',
    ].join('\n'),
  );
