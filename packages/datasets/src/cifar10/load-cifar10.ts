import { DataFileError } from '../data-file-error.js';
import { checksumsOf, type Checksums, type DataFile, type DataFolder, type ImageFileSet } from '../file-set.js';
import type { ImageSet } from '../image-set.js';
import { checkContent, readDataFile } from '../read-data-file.js';
import { cifar10Files, cifar10Folder } from './cifar10-files.js';
import { channelCount, classCount, decodeRecords, imageBytes, imageSize, recordBytes } from './records.js';

export interface Cifar10 {
  /** 50,000 images. */
  readonly train: ImageSet;
  /** 10,000 images. */
  readonly test: ImageSet;
  /** SHA-256 by file name, checked while loading. */
  readonly checksums: Checksums;
}

/** CIFAR-10 from the cache directory, every file verified; a `DataFileError` for one that is missing or damaged. */
export const loadCifar10 = ({ cache }: { readonly cache: string }): Promise<Cifar10> =>
  loadFiles(cifar10Folder(cache), cifar10Files);

/** Loads a set of files in the format of CIFAR-10. */
export async function loadFiles(folder: string, fileSet: ImageFileSet): Promise<Cifar10> {
  const place = { folder, dataset: fileSet.dataset };
  const [train, test] = await Promise.all([loadImages(place, fileSet.training), loadImages(place, fileSet.test)]);
  return { train, test, checksums: checksumsOf(fileSet.files) };
}

/** Reads all files in parallel into one array and decodes them there: fresh memory is what loading spends its time on. */
async function loadImages(place: DataFolder, files: readonly DataFile[]): Promise<ImageSet> {
  const count = files.reduce((sum, { bytes }) => sum + bytes / recordBytes, 0);
  const memory = new Uint8Array(count * recordBytes);
  const labels = new Int32Array(count);
  const parts = partition(memory, files);
  await Promise.all(parts.map(({ file, records }) => readDataFile(place, file, records)));
  let decoded = 0;
  for (const { file, records } of parts) {
    checkContent(place, file, records);
    const fileLabels = labels.subarray(decoded, decoded + file.bytes / recordBytes);
    decodeRecords(records, memory.subarray(decoded * imageBytes), fileLabels);
    checkLabels(place, file, fileLabels);
    decoded += fileLabels.length;
  }
  const images = memory.subarray(0, count * imageBytes);
  return { count, height: imageSize, width: imageSize, channels: channelCount, images, labels, classes: classCount };
}

function partition(memory: Uint8Array, files: readonly DataFile[]) {
  let start = 0;
  return files.map((file) => ({ file, records: memory.subarray(start, (start += file.bytes)) }));
}

function checkLabels(place: DataFolder, file: DataFile, labels: Int32Array): void {
  const wrong = labels.findIndex((label) => label >= classCount);
  if (wrong === -1) return;
  const expected = `expected labels from 0 to ${classCount - 1}`;
  throw new DataFileError(place, file.name, `${expected}, found ${labels[wrong]} for image ${wrong}`);
}
