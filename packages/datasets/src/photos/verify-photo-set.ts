import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, sha256 } from '@resnet/files';
import { checksumsOf, type Checksums, type DataFile } from '../file-set.js';
import { openPhotoSet, type PhotoSet } from './photo-set.js';
import { PhotoSetError } from './photo-set-error.js';
import { filesOf, photoSplits, readPhotoSetRecord } from './photo-set-record.js';

export interface VerifyPhotoSetOptions {
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes have been read, of how many. */
  readonly onProgress?: ((read: number, total: number) => void) | undefined;
}

/**
 * SHA-256 by file name where every file of a packed set is as `dataset.json` says; else a `PhotoSetError` that names
 * the first file, and the pictures, that are not.
 */
export const verifyPhotoSet = async (options: VerifyPhotoSetOptions): Promise<Checksums> => {
  const { folder } = options;
  const { splits } = await readPhotoSetRecord(folder);
  const present = photoSplits.flatMap((split) => splits[split] ?? []);
  const files = present.flatMap(filesOf);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const report = createReport(options, total);
  for (const split of photoSplits) {
    const packed = splits[split];
    if (packed === undefined) continue;
    for (const file of [packed.index, ...packed.statistics]) await verifyFile(folder, file, report);
    const set = await openPhotoSet({ folder, split });
    for (const [number, shard] of packed.shards.entries()) await verifyShard(set, number, shard, report);
  }
  return checksumsOf(files);
};

type Report = (bytes: number) => void;

const createReport = ({ signal, onProgress }: VerifyPhotoSetOptions, total: number): Report => {
  let read = 0;
  return (bytes) => {
    signal?.throwIfAborted();
    onProgress?.((read += bytes), total);
  };
};

const verifyFile = async (folder: string, file: DataFile, report: Report): Promise<void> => {
  const found = await digestOf(join(folder, file.name), file, report);
  if (found !== file.sha256) throw damaged(join(folder, file.name), `expected SHA-256 ${file.sha256}, found ${found}`);
};

const verifyShard = async (set: PhotoSet, number: number, file: DataFile, report: Report): Promise<void> => {
  const path = join(set.folder, file.name);
  if ((await digestOf(path, file, report)) === file.sha256) return;
  const bad = await damagedPhotos(set, number, path);
  const which =
    bad.length === 0 ? 'between its pictures' : `in ${bad.length} of its pictures: ${bad.slice(0, 5).join(', ')}`;
  throw damaged(path, `expected SHA-256 ${file.sha256}, found other bytes ${which}`);
};

const digestOf = async (path: string, { bytes }: DataFile, report: Report): Promise<string> => {
  const { size } = await stat(path).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    throw damaged(path, `expected ${bytes} bytes, found no file`);
  });
  if (size !== bytes) throw damaged(path, `expected ${bytes} bytes, found ${size}`);
  const hash: Hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    report((chunk as Buffer).length);
  }
  return hash.digest('hex');
};

/** The keys of the pictures of one shard whose bytes are not those that were packed. */
const damagedPhotos = async ({ images }: PhotoSet, number: number, path: string): Promise<readonly string[]> => {
  const file = await open(path);
  try {
    const bad: string[] = [];
    for (let at = 0; at < images.length; at++) {
      const { key, shard, offset, length, sha256: expected } = images.at(at);
      if (shard !== number) continue;
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
      if (sha256(buffer) !== expected) bad.push(key);
    }
    return bad;
  } finally {
    await file.close();
  }
};

const damaged = (path: string, problem: string): PhotoSetError =>
  new PhotoSetError(`${path}: ${problem}; pack the set again with --fresh`);
