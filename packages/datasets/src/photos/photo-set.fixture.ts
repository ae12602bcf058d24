import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '@resnet/random';
import sharp from 'sharp';
import { openPhotoSource } from './layouts/open-photo-source.js';
import { packPhotoSet } from './pack/pack-photo-set.js';
import type { PhotoSetRecord } from './photo-set-record.js';

export interface SyntheticPhotosOptions {
  /** Folders `train/<class>` and `val/<class>` are made in it. */
  readonly folder: string;
  readonly classes?: number;
  /** A class. */
  readonly train?: number;
  readonly validation?: number;
  readonly seed?: number;
}

/** Synsets of the synthetic classes, by index. */
export const syntheticSynsets = (classes: number): readonly string[] =>
  Array.from({ length: classes }, (_, label) => `n${String(label + 1).padStart(8, '0')}`);

/**
 * Writes a few hundred JPEG files of 48 to 80 pixels a side. Each class has stripes of its own direction and colour, moved
 * about and covered with noise, so that a small network learns to tell them apart.
 */
export const writeSyntheticPhotos = async (options: SyntheticPhotosOptions): Promise<void> => {
  const { folder, classes = 4, train = 40, validation = 10, seed = 1 } = options;
  const counts = { train, val: validation };
  for (const [split, count] of Object.entries(counts)) {
    if (count === 0) continue;
    for (const [label, synset] of syntheticSynsets(classes).entries()) {
      await mkdir(join(folder, split, synset), { recursive: true });
      const numbers = Array.from({ length: count }, (_, number) => number);
      await Promise.all(
        numbers.map(async (number) => {
          const photo = await syntheticPhoto({ label, classes, stream: `${split}-${number}`, seed });
          await writeFile(join(folder, split, synset, `${synset}_${number}.JPEG`), photo);
        }),
      );
    }
  }
};

export interface SyntheticPhotoOptions {
  readonly label: number;
  readonly classes: number;
  /** Names the picture among those of its class. */
  readonly stream: string;
  readonly seed: number;
}

/** One picture of a class, as JPEG. */
export const syntheticPhoto = ({ label, classes, stream, seed }: SyntheticPhotoOptions): Promise<Buffer> => {
  const random = createRandom(seed, 'synthetic-photo', label, stream);
  const [width, height] = [48 + random.integer(33), 48 + random.integer(33)];
  const angle = (Math.PI * label) / classes;
  const [across, down] = [Math.cos(angle) / 2, Math.sin(angle) / 2];
  const [phase, brightness] = [random.uniform() * 2 * Math.PI, 100 + random.integer(56)];
  const colours = [0, 1, 2].map((channel) => 40 * Math.cos(2 * Math.PI * (label / classes + channel / 3)));
  // In a buffer that keeps to 0 … 255.
  const pixels = new Uint8ClampedArray(width * height * 3);
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const grey = brightness + 50 * Math.sin(x * across + y * down + phase);
      for (const colour of colours) pixels[at++] = grey + colour + 20 * random.uniform() - 10;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
};

export interface SyntheticPhotoSetOptions extends Omit<SyntheticPhotosOptions, 'folder'> {
  /** An empty folder of the test's own: pictures go to `source`, the packed set to `<name>`. */
  readonly parent: string;
  readonly name?: string;
  /** A few KB, so that there are several shards. */
  readonly shardBytes?: number;
}

export interface SyntheticPhotoSet {
  /** Of the packed set: what `openPhotoSet` opens. */
  readonly folder: string;
  /** Of the folders of classes. */
  readonly source: string;
  readonly record: PhotoSetRecord;
}

/** Makes a small set and packs it, in about a second. */
export const packSyntheticPhotoSet = async (options: SyntheticPhotoSetOptions): Promise<SyntheticPhotoSet> => {
  const { parent, name = 'synthetic', shardBytes = 100_000, ...photos } = options;
  const [source, folder] = [join(parent, 'source'), join(parent, name)];
  await writeSyntheticPhotos({ folder: source, ...photos });
  const opened = await openPhotoSource({ path: source, classes: null });
  return { folder, source, record: await packPhotoSet({ name, folder, source: opened, shardBytes }) };
};
