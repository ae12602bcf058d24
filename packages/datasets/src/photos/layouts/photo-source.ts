import type { PhotoClass, PhotoSplit } from '../photo-set-record.js';

/** A picture where it lies, not read yet. */
export interface SourcePhoto {
  /** Its file name, without folders. */
  readonly name: string;
  /** For people: the file, or the archive and the file in it. */
  readonly path: string;
  /** Its encoded bytes; a `PhotoSetError` where they are not all there. */
  readonly read: () => Promise<Buffer>;
}

/** The pictures of one class in one split. */
export interface SourceClass {
  /** The index of the class. */
  readonly label: number;
  /** Its share of the work: how many pictures, estimated where they are not counted yet. */
  readonly weight: number;
  /** In the order of their names. */
  readonly list: () => Promise<readonly SourcePhoto[]>;
}

/** One split, class by class in the order of their indices. */
export interface SourceSplit {
  readonly split: PhotoSplit;
  /** How many pictures; `null` where that is known at the end only. */
  readonly count: number | null;
  readonly classes: readonly SourceClass[];
}

/** Where a set is packed from: checked as far as can be without reading the pictures. */
export interface PhotoSource {
  /** The kind of source, which `dataset.json` keeps. */
  readonly description: 'folders of classes' | 'official archives';
  readonly classes: readonly PhotoClass[];
  readonly splits: readonly SourceSplit[];
  /** What was found and is not packed, one line each. */
  readonly notes: readonly string[];
  readonly close: () => Promise<void>;
}

/** Code units decide, so that the order is the same everywhere. */
export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
