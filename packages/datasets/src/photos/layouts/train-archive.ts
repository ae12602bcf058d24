import { open } from 'node:fs/promises';
import { PhotoSetError } from '../photo-set-error.js';
import type { PhotoClass } from '../photo-set-record.js';
import { inOrder, type SourcePhoto, type SourceSplit } from './photo-source.js';
import { readEntry, tarEntries, type Archive, type TarEntry } from './tar-entries.js';

/** Of the training archive, on average: 147.9 GB of 1.28 million pictures. */
const bytesOfPicture = 115_000;

/** The training archive, opened: a tar of one tar a class. */
export interface TrainArchive {
  /** The names of its classes, in their order. */
  readonly synsets: readonly string[];
  /** Its pictures as a split of these classes; a `PhotoSetError` where it has others, or not all. */
  readonly split: (classes: readonly PhotoClass[]) => SourceSplit;
  readonly close: () => Promise<void>;
}

/** Opens `ILSVRC2012_img_train.tar`; a `PhotoSetError` where it is another archive or half of one. */
export const openTrainArchive = async (path: string): Promise<TrainArchive> => {
  const archive = await openArchive(path);
  try {
    const entries = await tarEntries(archive);
    const other = entries.find(({ name }) => !/\.tar$/i.test(name));
    if (other !== undefined || entries.length === 0) {
      throw new PhotoSetError(
        `${path}: expected the training archive, a tar file of one tar file a class, found ${other?.name ?? 'no file'} in it; check that it is ILSVRC2012_img_train.tar`,
      );
    }
    const bySynset = new Map(entries.map((entry) => [entry.name.replace(/\.tar$/i, ''), entry]));
    return {
      synsets: [...bySynset.keys()].sort(inOrder),
      split: (classes) => toSplit(archive, bySynset, classes),
      close: () => archive.handle.close(),
    };
  } catch (error) {
    await archive.handle.close();
    throw error;
  }
};

/** Opens a file as an archive. */
export const openArchive = async (path: string): Promise<Archive> => {
  const handle = await open(path);
  const { size } = await handle.stat();
  return { handle, path, start: 0, size };
};

const toSplit = (
  archive: Archive,
  bySynset: ReadonlyMap<string, TarEntry>,
  classes: readonly PhotoClass[],
): SourceSplit => {
  const known = new Set(classes.map(({ synset }) => synset));
  const unknown = [...bySynset.keys()].filter((synset) => !known.has(synset));
  if (unknown.length > 0) {
    throw new PhotoSetError(
      `${archive.path}: expected the ${classes.length} classes of the class list, found others: ${unknown.slice(0, 5).join(', ')}`,
    );
  }
  const list = classes.map(({ synset }, label) => {
    const entry = bySynset.get(synset);
    if (entry === undefined) {
      throw new PhotoSetError(
        `${archive.path}: expected ${synset}.tar, found none: the archive is not whole; download it again`,
      );
    }
    return { label, weight: entry.size / bytesOfPicture, list: () => listClass(archive, entry) };
  });
  return { split: 'train', count: null, classes: list };
};

const listClass = async (outer: Archive, { name, start, size }: TarEntry): Promise<readonly SourcePhoto[]> => {
  const archive = { handle: outer.handle, path: `${outer.path}: ${name}`, start, size };
  const entries = await tarEntries(archive);
  return [...entries]
    .sort((a, b) => inOrder(a.name, b.name))
    .map((entry) => ({
      name: entry.name,
      path: `${archive.path}: ${entry.name}`,
      read: () => readEntry(archive, entry),
    }));
};
