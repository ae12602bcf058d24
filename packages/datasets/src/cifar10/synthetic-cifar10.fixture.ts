import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@resnet/files';
import { createRandom } from '@resnet/random';
import { imageFileSet, type DataFile, type ImageFileSet } from '../file-set.js';
import { classCount, encodeRecords, imageBytes } from './records.js';

/** A file of a small data set in CIFAR-10's format, in every form a test needs. */
export interface SyntheticFile {
  readonly file: DataFile;
  readonly content: Uint8Array;
  /** [count, 32, 32, 3]. */
  readonly images: Uint8Array;
  readonly labels: readonly number[];
}

/** Two training files of four images and a test file of three, as CIFAR-10 might be. */
export const syntheticFiles: readonly SyntheticFile[] = [
  syntheticFile('data_batch_1.bin', 4),
  syntheticFile('data_batch_2.bin', 4),
  syntheticFile('test_batch.bin', 3),
];

export const syntheticSet = fileSetOf(syntheticFiles);

/** The description of files, the last being the test file. */
export function fileSetOf(files: readonly SyntheticFile[]): ImageFileSet {
  const described = files.map(({ file }) => file);
  return imageFileSet({
    dataset: 'cifar10',
    title: 'CIFAR-10',
    training: described.slice(0, -1),
    test: described.slice(-1),
  });
}

/** A file of random images, its labels counting up from 0 unless they are given. */
export function syntheticFile(name: string, count: number, labels = labelsFor(count)): SyntheticFile {
  const random = createRandom(1, name);
  const images = new Uint8Array(count * imageBytes).map(() => random.integer(256));
  const content = encodeRecords(images, labels);
  return { file: { name, bytes: content.length, sha256: sha256(content) }, content, images, labels };
}

/** Writes files into a folder, which is created where it does not exist. */
export async function writeFiles(folder: string, files: readonly SyntheticFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { file, content } of files) await writeFile(join(folder, file.name), content);
}

function labelsFor(count: number): readonly number[] {
  return Array.from({ length: count }, (_, image) => image % classCount);
}
