import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PhotoSetError } from '../photo-set-error.js';
import type { Devkit } from './devkit.js';
import { inOrder, type SourcePhoto, type SourceSplit } from './photo-source.js';
import { readEntry, tarEntries } from './tar-entries.js';
import { openArchive } from './train-archive.js';

/** A split with what must be closed after it. */
export interface OpenedSplit {
  readonly split: SourceSplit;
  readonly close: () => Promise<void>;
}

/** Opens `ILSVRC2012_img_val.tar`, labelled by the devkit; a `PhotoSetError` where they do not belong together. */
export const openValidationArchive = async (path: string, devkit: Devkit): Promise<OpenedSplit> => {
  const archive = await openArchive(path);
  try {
    const entries = await tarEntries(archive);
    const photos = entries.map((entry) => ({
      name: entry.name,
      path: `${path}: ${entry.name}`,
      read: () => readEntry(archive, entry),
    }));
    return { split: labelled(path, photos, devkit), close: () => archive.handle.close() };
  } catch (error) {
    await archive.handle.close();
    throw error;
  }
};

/** The validation pictures unpacked into one folder, labelled by the devkit. */
export const openValidationFolder = async (path: string, devkit: Devkit): Promise<SourceSplit> => {
  const names = (await readdir(path)).filter((name) => !name.startsWith('.'));
  const photos = names.map((name) => ({ name, path: join(path, name), read: () => readFile(join(path, name)) }));
  return labelled(path, photos, devkit);
};

const labelled = (path: string, photos: readonly SourcePhoto[], { classes, validationLabels }: Devkit): SourceSplit => {
  const byLabel = classes.map((): SourcePhoto[] => []);
  for (const photo of photos) {
    const label = validationLabels[numberOf(path, photo.name) - 1];
    if (label === undefined) {
      throw new PhotoSetError(
        `${path}: expected a picture numbered 1 to ${validationLabels.length}, as the devkit labels them, found ${photo.name}`,
      );
    }
    byLabel[label]?.push(photo);
  }
  if (photos.length !== validationLabels.length) {
    throw new PhotoSetError(
      `${path}: expected the ${validationLabels.length} validation pictures that the devkit labels, found ${photos.length}; complete it`,
    );
  }
  const found = byLabel.map((list, label) => ({
    label,
    weight: list.length,
    list: () => Promise.resolve(sorted(list)),
  }));
  return { split: 'validation', count: photos.length, classes: found };
};

const sorted = (photos: readonly SourcePhoto[]): readonly SourcePhoto[] =>
  [...photos].sort((a, b) => inOrder(a.name, b.name));

/** 1 for `ILSVRC2012_val_00000001.JPEG`. */
const numberOf = (path: string, name: string): number => {
  const [, number] = /^ILSVRC2012_val_(\d{8})\.JPEG$/i.exec(name) ?? [];
  if (number === undefined) {
    throw new PhotoSetError(
      `${path}: expected pictures named as ILSVRC2012_val_00000001.JPEG, found ${name}; check that it is the validation archive of tasks 1 and 2`,
    );
  }
  return Number(number);
};
