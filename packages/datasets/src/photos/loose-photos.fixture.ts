import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@resnet/random';
import sharp, { type Sharp } from 'sharp';
import type { PhotoSet } from './photo-set.js';

export interface Picture {
  readonly width: number;
  readonly height: number;
}

/** A smooth picture of random colours, as raw RGB for sharp. */
export async function randomPicture({ width, height }: Picture, seed: number): Promise<Sharp> {
  const { integer } = createRandom(seed, 'picture');
  const coarse = Uint8Array.from({ length: 5 * 4 * 3 }, () => integer(256));
  const raw = { width: 5, height: 4, channels: 3 } as const;
  const smooth = await sharp(coarse, { raw }).resize(width, height, { fit: 'fill' }).raw().toBuffer();
  return sharp(smooth, { raw: { width, height, channels: 3 } });
}

/** Encoded pictures as a set whose shards are one file each, labelled 0, 1, 2, 0, …; and what removes them. */
export async function photoSetOf(
  files: readonly (Picture & { readonly encoded: Uint8Array })[],
): Promise<{ readonly set: PhotoSet; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'photo-set-'));
  const shards = files.map((_, at) => join(folder, `train-${String(at).padStart(6, '0')}.tar`));
  for (const [at, shard] of shards.entries()) await writeFile(shard, files[at]?.encoded ?? '');
  const at = (index: number) => {
    const { width, height, encoded } = files[index] ?? { width: 0, height: 0, encoded: new Uint8Array() };
    const key = `class-${index % 3}/picture-${index}`;
    return { key, shard: index, offset: 0, length: encoded.length, width, height, label: index % 3, sha256: '' };
  };
  const set: PhotoSet = {
    name: 'pictures',
    split: 'train',
    folder,
    classes: [0, 1, 2].map((label) => ({ synset: `class-${label}`, words: null })),
    count: files.length,
    labels: Int32Array.from(files, (_, index) => index % 3),
    images: { length: files.length, at },
    shards,
    checksums: {},
  };
  return { set, remove: () => rm(folder, { recursive: true }) };
}

/** Random pictures as JPEGs. */
export async function jpegSet(sizes: readonly Picture[]): ReturnType<typeof photoSetOf> {
  const encoded = sizes.map(async (size, at) => (await randomPicture(size, at)).jpeg({ quality: 90 }).toBuffer());
  const files = await Promise.all(encoded);
  return photoSetOf(sizes.map((size, at) => ({ ...size, encoded: files[at] ?? new Uint8Array() })));
}
