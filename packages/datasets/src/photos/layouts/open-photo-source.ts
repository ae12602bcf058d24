import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PhotoSetError } from '../photo-set-error.js';
import type { PhotoClass, PhotoSplit } from '../photo-set-record.js';
import { foldersIn, openClassSplit, splitFolders } from './class-folders.js';
import { listedClasses } from './class-list.js';
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
 * Opens a folder with pictures in one of the layouts that are read: folders of classes, the official archives, or some
 * of each. A split in folders comes before its archive. A `PhotoSetError` for anything else, and for what does not
 * belong together.
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
  const { folders } = parts;
  const validation = await findValidation(parts);
  const trainArchive = folders.has('train') ? undefined : parts.trainArchive;
  const official = trainArchive !== undefined || (validation !== null && validation.kind !== 'classes');
  const devkit = official && parts.devkit !== undefined ? await readDevkit(parts.devkit) : null;
  const train = trainArchive === undefined ? null : await openTrainArchive(trainArchive);
  if (train !== null) closers.push(train.close);
  const synsets = train?.synsets ?? (await foldersIn(folders.get('train') ?? folders.get('validation') ?? path));
  const listed = classes === null ? null : listedClasses(classes, synsets);
  const list = listed ?? devkit?.classes ?? synsets.map((synset) => ({ synset, words: null }));
  const opening = { classes: list, mayLack: classes !== null, devkit, notes: [] as string[], closers };
  const splits = [
    ...(train === null ? await openTrainFolder(folders.get('train'), opening) : [train.split(list)]),
    ...(validation === null ? [] : [await openValidation(validation, opening)]),
  ];
  if (splits.length === 0) throw unknownLayout(path);
  const description = official ? 'official archives' : 'folders of classes';
  return { description, classes: list, splits, notes: opening.notes, close };
};

/** Where validation pictures lie: in folders by class, in one folder, or in their archive. */
interface Validation {
  readonly kind: 'classes' | 'folder' | 'archive';
  readonly path: string;
}

const findValidation = async ({ folders, validationArchive }: Parts): Promise<Validation | null> => {
  const path = folders.get('validation');
  if (path !== undefined) return { kind: (await foldersIn(path)).length === 0 ? 'folder' : 'classes', path };
  return validationArchive === undefined ? null : { kind: 'archive', path: validationArchive };
};

interface SplitOpening extends Pick<Opening, 'closers'> {
  readonly classes: readonly PhotoClass[];
  /** Whether the validation split may lack classes. */
  readonly mayLack: boolean;
  readonly devkit: Devkit | null;
  readonly notes: string[];
}

const openTrainFolder = async (
  path: string | undefined,
  { classes, notes }: SplitOpening,
): Promise<readonly SourceSplit[]> =>
  path === undefined ? [] : [await openClassSplit({ split: 'train', path, classes, mayLack: false, notes })];

const openValidation = async (
  { kind, path }: Validation,
  { classes, mayLack, devkit, notes, closers }: SplitOpening,
): Promise<SourceSplit> => {
  switch (kind) {
    case 'classes':
      return openClassSplit({ split: 'validation', path, classes, mayLack, notes });
    case 'folder':
      return openValidationFolder(path, labelsOf(path, devkit, classes));
    case 'archive': {
      const { split, close } = await openValidationArchive(path, labelsOf(path, devkit, classes));
      closers.push(close);
      return split;
    }
    default:
      return kind satisfies never;
  }
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
