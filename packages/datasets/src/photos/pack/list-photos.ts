import { sha256 } from '@resnet/files';
import type { SourcePhoto, SourceSplit } from '../layouts/photo-source.js';
import type { PhotoClass } from '../photo-set-record.js';
import { classKeys } from './photo-keys.js';

/** A picture of a source with its place in the packed set. */
export interface ListedPhoto {
  readonly photo: SourcePhoto;
  readonly key: string;
  readonly label: number;
  /** How many pictures of the split come up to it, itself included. */
  readonly taken: number;
  /** A digest of the keys up to it. */
  readonly names: string;
  /** The share of the split's work that is done with it, from 0 to 1. */
  readonly share: number;
}

/** What the digest of no keys is. */
export const noNames = '';

/** Every picture of a split, in the order in which they are packed. */
export async function* listPhotos(split: SourceSplit, classes: readonly PhotoClass[]): AsyncGenerator<ListedPhoto> {
  const whole = split.classes.reduce((sum, { weight }) => sum + weight, 0);
  let [taken, names, before] = [0, noNames, 0];
  for (const { label, weight, list } of split.classes) {
    const keys = classKeys(classes[label] ?? { synset: `class-${label}`, words: null }, label);
    const photos = await list();
    for (const [at, photo] of photos.entries()) {
      const key = keys.of(photo.name);
      names = sha256(`${names}${key}`);
      const share = (before + (weight * (at + 1)) / photos.length) / whole;
      yield { photo, key, label, taken: ++taken, names, share };
    }
    before += weight;
  }
}
