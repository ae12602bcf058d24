import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PhotoSetError } from '../photo-set-error.js';
import type { PhotoClass, PhotoSplit } from '../photo-set-record.js';
import { foldersIn, openClassSplit, splitFolders } from './class-folders.js';
import { readDevkit, type Devkit } from './devkit.js';
import type { PhotoSource, SourceSplit } from './photo-source.js';
import { openTrainArchive } from './train-archive.js';
import { openValidationArchive, openValidationFolder } from './validation-archive.js';

export interface OpenPhotoSourceOptions {
  readonly path: string;
  /** In the order of their indices; `null` where the source itself says. */
  readonly classes: readonly PhotoClass[] | null;
}

/** Where the parts of a source lie; a part that is not there is absent. */
interface Parts {
  readonly folders: ReadonlyMap<PhotoSplit, string>;
  readonly trainArchive: string | undefined;
  readonly validationArchive: string | undefined;
  readonly devkit: string | undefined;
}

/**
 * Opens a folder with pictures in one of the layouts that are read: folders of classes, the official archives, or some of
 * each. A split in folders comes before its archive. A `PhotoSetError` for anything else, and for what does not belong together.
 */
export const openPhotoSource = async ({ path, classes }: OpenPhotoSourceOptions): Promise<PhotoSource> => {
  const parts = await findParts(path);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers) await closer();
  };
  try {
    return await openParts({ path, classes, parts, closers, close });
  } catch (error) {
    await close();
    throw error;
  }
};

const findParts = async (path: string): Promise<Parts> => {
  const names = await readdir(path);
  const find = (pattern: RegExp): string | undefined => {
    const name = names.find((name) => pattern.test(name));
    return name === undefined ? undefined : join(path, name);
  };
  return {
    folders: await splitFolders(path),
    trainArchive: find(/^ILSVRC2012_img_train\.tar$/i),
    validationArchive: find(/^ILSVRC2012_img_val\.tar$/i),
    devkit: find(/^ILSVRC2012_devkit_t12$/i) ?? find(/^ILSVRC2012_devkit_t12\.(tar\.gz|tgz|tar)$/i),
  };
};

interface Opening extends OpenPhotoSourceOptions {
  readonly parts: Parts;
  readonly closers: (() => Promise<void>)[];
  readonly close: () => Promise<void>;
}

const openParts = async ({ path, classes, parts, closers, close }: Opening): Promise<PhotoSource> => {
  const { folders, trainArchive, validationArchive } = parts;
  const train = folders.get('train');
  const validation = folders.get('validation');
  const flat = validation !== undefined && (await foldersIn(validation)).length === 0;
  const fromArchives =
    (train === undefined && trainArchive !== undefined) ||
    (validation === undefined && validationArchive !== undefined) ||
    flat;
  const devkit = fromArchives && parts.devkit !== undefined ? await readDevkit(parts.devkit) : null;
  const archive = train === undefined && trainArchive !== undefined ? await openTrainArchive(trainArchive) : null;
  if (archive !== null) closers.push(archive.close);
  const named = (synsets: readonly string[]) => synsets.map((synset) => ({ synset, words: null }));
  const list = classes ?? devkit?.classes ?? named(archive?.synsets ?? (await foldersIn(train ?? validation ?? path)));
  const notes: string[] = [];
  const splits: SourceSplit[] = [];
  const folder = (split: PhotoSplit, at: string) =>
    openClassSplit({ split, path: at, classes: list, mayLack: classes !== null && split === 'validation', notes });
  if (train !== undefined) splits.push(await folder('train', train));
  else if (archive !== null) splits.push(archive.split(list));
  if (validation !== undefined && !flat) splits.push(await folder('validation', validation));
  else if (validation !== undefined)
    splits.push(await openValidationFolder(validation, labelsOf(validation, devkit, list)));
  else if (validationArchive !== undefined) {
    const opened = await openValidationArchive(validationArchive, labelsOf(validationArchive, devkit, list));
    closers.push(opened.close);
    splits.push(opened.split);
  }
  if (splits.length === 0) throw unknownLayout(path);
  return {
    description: fromArchives ? 'official archives' : 'folders of classes',
    classes: list,
    splits,
    notes,
    close,
  };
};

/** The devkit with its labels in the order of a class list. */
const labelsOf = (path: string, devkit: Devkit | null, classes: readonly PhotoClass[]): Devkit => {
  if (devkit === null) {
    throw new PhotoSetError(
      `${path}: expected ILSVRC2012_devkit_t12.tar.gz beside it, which has the labels of these pictures, found none; download it too`,
    );
  }
  const indexOf = new Map(classes.map(({ synset }, index) => [synset, index]));
  const validationLabels = devkit.validationLabels.map((label) => {
    const synset = devkit.classes[label]?.synset ?? '';
    const index = indexOf.get(synset);
    if (index === undefined)
      throw new PhotoSetError(
        `${path}: expected pictures of the classes of the class list, found ${synset}, which it lacks`,
      );
    return index;
  });
  return { classes, validationLabels };
};

const unknownLayout = (path: string): PhotoSetError =>
  new PhotoSetError(
    [
      `${path}: expected pictures in one of these layouts, found neither:`,
      '  train/<class>/*.JPEG and val/<class>/*.JPEG, or one of the two',
      '  ILSVRC2012_img_train.tar, or ILSVRC2012_img_val.tar with ILSVRC2012_devkit_t12.tar.gz, or all three',
    ].join('\n'),
  );
