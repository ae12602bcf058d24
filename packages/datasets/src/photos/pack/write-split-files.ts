import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFile } from '../../file-set.js';
import { indexHeader } from '../photo-index.js';
import type { PhotoSplit } from '../photo-set-record.js';
import { meanImageFile, statisticsFile } from '../photo-statistics.js';
import { readNote } from './journal.js';
import type { SplitState } from './split-writer.js';
import { namingPath, renameDurably, sha256, writeDurably } from '@resnet/files';

/** Puts the lines of all shards of a split together as its index. */
export const writeIndex = async (folder: string, split: PhotoSplit, shards: number): Promise<DataFile> => {
  const [name, hash] = [`${split}.index`, createHash('sha256')];
  const beside = join(folder, `${name}.new`);
  const file = await open(beside, 'w');
  let bytes = 0;
  await namingPath(beside, async () => {
    try {
      for (let number = -1; number < shards; number++) {
        const lines = number < 0 ? indexHeader : ((await readNote(folder, split, number))?.lines ?? '');
        await file.writeFile(lines);
        hash.update(lines);
        bytes += Buffer.byteLength(lines);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  });
  await renameDurably(beside, join(folder, name));
  return { name, bytes, sha256: hash.digest('hex') };
};

/** Writes the statistics of a training split, and the mean image beside them. */
export const writeStatistics = async (folder: string, { sums }: SplitState): Promise<readonly DataFile[]> => {
  const { meanImage, ...statistics } = sums.statistics();
  return [
    await writePart(folder, statisticsFile, Buffer.from(`${JSON.stringify(statistics, null, 2)}\n`)),
    await writePart(folder, meanImageFile, Buffer.from(meanImage.buffer)),
  ];
};

const writePart = async (folder: string, name: string, content: Buffer): Promise<DataFile> => {
  await writeDurably(join(folder, name), content);
  return { name, bytes: content.length, sha256: sha256(content) };
};
