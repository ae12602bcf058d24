import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PhotoSetError } from '../photo-set-error.js';
import type { PhotoClass, PhotoSplit } from '../photo-set-record.js';
import { inOrder, type SourceClass, type SourcePhoto, type SourceSplit } from './photo-source.js';

/** What the folders of the splits are called, in any case. */
const splitNames: Readonly<Record<PhotoSplit, readonly string[]>> = {
  train: ['train', 'training'],
  validation: ['val', 'validation', 'valid'],
};

const pictureName = /\.(jpe?g|jpe|png|webp|gif|tiff?|bmp)$/i;

/** The folder of each split that a folder has; a `PhotoSetError` where two have names of one split. */
export const splitFolders = async (path: string): Promise<ReadonlyMap<PhotoSplit, string>> => {
  const names = await foldersIn(path);
  const found = new Map<PhotoSplit, string>();
  for (const split of ['train', 'validation'] as const) {
    const [name, other] = names.filter((name) => splitNames[split].includes(name.toLowerCase()));
    if (other !== undefined) {
      throw new PhotoSetError(
        `${path}: expected one folder of the ${split} split, found ${String(name)} and ${other}: move one away`,
      );
    }
    if (name !== undefined) found.set(split, join(path, name));
  }
  return found;
};

export interface ClassSplitOptions {
  readonly split: PhotoSplit;
  readonly path: string;
  readonly classes: readonly PhotoClass[];
  /** A few validation pictures labelled as a larger set labels them need not have every class. */
  readonly mayLack: boolean;
  /** Takes a line for each folder with files that are no pictures by their names. */
  readonly notes: string[];
}

/** A split in folders, `<class>/<picture>`; a `PhotoSetError` for a class that is missing, empty or unknown. */
export const openClassSplit = async ({
  split,
  path,
  classes,
  mayLack,
  notes,
}: ClassSplitOptions): Promise<SourceSplit> => {
  const present = await foldersIn(path);
  if (present.length === 0) throw new PhotoSetError(`${path}: expected a folder for each class, found none`);
  const known = new Set(classes.map(({ synset }) => synset));
  const unknown = present.filter((name) => !known.has(name));
  if (unknown.length > 0) throw unknownClasses(path, unknown, classes.length);
  const found: SourceClass[] = [];
  for (const [label, { synset }] of classes.entries()) {
    const { pictures, others } = await filesOf(join(path, synset), present.includes(synset));
    if (pictures === 0 && !mayLack) throw missingClass(join(path, synset), classes.length);
    if (others.length > 0)
      notes.push(`${join(path, synset)}: ${others.length} not taken for pictures, as ${String(others[0])}`);
    if (pictures > 0) found.push({ label, weight: pictures, list: () => listPictures(join(path, synset)) });
  }
  return { split, count: found.reduce((sum, { weight }) => sum + weight, 0), classes: found };
};

const filesOf = async (path: string, isThere: boolean): Promise<{ pictures: number; others: readonly string[] }> => {
  const names = isThere ? (await readdir(path)).filter((name) => !name.startsWith('.')) : [];
  const others = names.filter((name) => !pictureName.test(name));
  return { pictures: names.length - others.length, others };
};

const listPictures = async (path: string): Promise<readonly SourcePhoto[]> => {
  const names = (await readdir(path)).filter((name) => pictureName.test(name) && !name.startsWith('.'));
  return names.sort(inOrder).map((name) => {
    const file = join(path, name);
    return { name, path: file, read: () => readFile(file) };
  });
};

/** The folders in a folder, by name; links to folders are folders. */
export const foldersIn = async (path: string): Promise<readonly string[]> => {
  const entries = await readdir(path, { withFileTypes: true });
  const isFolder = await Promise.all(
    entries.map(
      async (entry) => entry.isDirectory() || (entry.isSymbolicLink() && (await isFolderAt(join(path, entry.name)))),
    ),
  );
  return entries
    .filter(({ name }, at) => isFolder[at] === true && !name.startsWith('.'))
    .map(({ name }) => name)
    .sort(inOrder);
};

const isFolderAt = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
};

const unknownClasses = (path: string, unknown: readonly string[], count: number): PhotoSetError =>
  new PhotoSetError(
    `${path}: expected folders of the ${count} classes, found ${unknown.length} more: ${unknown.slice(0, 5).join(', ')}; move them away, or name all folders with --classes, one a line`,
  );

const missingClass = (path: string, count: number): PhotoSetError =>
  new PhotoSetError(
    `${path}: expected pictures of this class, one of ${count}, found none; complete the source, or leave the class out of every split`,
  );
