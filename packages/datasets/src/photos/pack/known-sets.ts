import type { PhotoSource, SourceSplit } from '../layouts/photo-source.js';
import { PhotoSetError } from '../photo-set-error.js';
import type { PhotoSplit } from '../photo-set-record.js';

/** What a published set has. */
export interface KnownSet {
  readonly title: string;
  readonly classes: number;
  readonly pictures: Readonly<Record<PhotoSplit, number>>;
}

const imagenet: KnownSet = {
  title: 'ILSVRC2012',
  classes: 1000,
  // Section 4.1 of the paper: 1.28 million and 50k.
  pictures: { train: 1_281_167, validation: 50_000 },
};

/** By the names under which they are packed. Imagenette and Imagewoof in their second version, which has this split. */
const knownSets: Readonly<Record<string, KnownSet>> = {
  imagenet,
  ilsvrc2012: imagenet,
  imagenette: { title: 'Imagenette v2', classes: 10, pictures: { train: 9469, validation: 3925 } },
  imagewoof: { title: 'Imagewoof v2', classes: 10, pictures: { train: 9025, validation: 3929 } },
};

/** The names of the published sets. */
export const knownSetNames: readonly string[] = Object.keys(knownSets);

/** The published set that a name stands for; `null` where it stands for one's own pictures. */
export const knownSet = (name: string): KnownSet | null =>
  Object.entries(knownSets).find(([known]) => known === name.toLowerCase())?.[1] ?? null;

/** Throws a `PhotoSetError` where a source cannot be the published set of that name, as far as it has been counted. */
export const checkKnownSource = (name: string, { classes, splits }: PhotoSource): void => {
  const known = knownSet(name);
  if (known === null) return;
  if (classes.length !== known.classes) throw notKnown(name, `${known.classes} classes`, classes.length);
  for (const split of splits) if (split.count !== null) checkKnownCount(name, split.split, split.count);
};

/** Throws a `PhotoSetError` where a split has another number of pictures than the published set of that name. */
export const checkKnownCount = (name: string, split: SourceSplit['split'], count: number): void => {
  const expected = knownSet(name)?.pictures[split];
  if (expected !== undefined && count !== expected) throw notKnown(name, `${expected} ${split} pictures`, count);
};

const notKnown = (name: string, expected: string, found: number): PhotoSetError =>
  new PhotoSetError(
    `${knownSet(name)?.title} has ${expected}, found ${found}: complete the source, or pack another set under another name than ${name}`,
  );
