import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { PhotoSetError } from './photo-set-error.js';
import { createPhotoColumns, type PhotoColumns, type PhotoEntry } from './photo-images.js';

/** The first line of an index: CSV, and no value ever needs quotes. */
export const indexHeader = 'key,shard,offset,length,width,height,label,sha256\n';

/** One line of an index. */
export const indexLine = (entry: PhotoEntry): string => {
  const { key, shard, offset, length, width, height, label, sha256 } = entry;
  return `${[key, shard, offset, length, width, height, label, sha256].join(',')}\n`;
};

export interface ReadIndexOptions {
  readonly path: string;
  /** How many entries `dataset.json` says that there are. */
  readonly count: number;
  /** What `dataset.json` says of the file. */
  readonly sha256: string;
  readonly shards: number;
  readonly classes: number;
}

/** Reads an index, a piece at a time; a `PhotoSetError` where it is not the one that was written. */
export const readPhotoIndex = async ({ path, sha256, ...sizes }: ReadIndexOptions): Promise<PhotoColumns> => {
  const { count, shards, classes } = sizes;
  const columns = createPhotoColumns(count);
  const hash = createHash('sha256');
  let number = 0;
  for await (const lines of hashedLines(path, hash)) {
    for (const line of lines) {
      // The first line is the header.
      if (number > count) throw damaged(path, `expected ${count} pictures, found more`);
      if (number++ > 0) columns.add(parseLine(line, { path, number, shards, classes }));
    }
  }
  const found = hash.digest('hex');
  if (found !== sha256) throw damaged(path, `expected SHA-256 ${sha256}, found ${found}`);
  const { length } = columns.images;
  if (length !== count) throw damaged(path, `expected ${count} pictures, found ${length}`);
  return columns;
};

async function* hashedLines(path: string, hash: ReturnType<typeof createHash>): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    const lines = (rest + (chunk as Buffer).toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest !== '') yield [rest];
}

interface LineLimits {
  readonly path: string;
  readonly number: number;
  readonly shards: number;
  readonly classes: number;
}

/**
 * Called a million times for ImageNet: parts are taken by place, and the place in the file is put into words for an
 * error only.
 */
const parseLine = (line: string, { path, number, shards, classes }: LineLimits): PhotoEntry => {
  const parts = line.split(',');
  const entry = {
    key: parts[0] ?? '',
    shard: wholeNumber(parts[1]),
    offset: wholeNumber(parts[2]),
    length: wholeNumber(parts[3]),
    width: wholeNumber(parts[4]),
    height: wholeNumber(parts[5]),
    label: wholeNumber(parts[6]),
    sha256: parts[7] ?? '',
  };
  const { key, shard, offset, length, width, height, label, sha256 } = entry;
  // -1 where it is no whole number.
  const whole = Math.min(shard, offset, length, width, height, label) >= 0 && sha256.length === 64;
  if (!whole || parts.length !== 8 || key === '' || shard >= shards || label >= classes) {
    throw damaged(`${path}:${number}`, `expected the entry of a picture, found ${JSON.stringify(line.slice(0, 100))}`);
  }
  return entry;
};

const wholeNumber = (text = ''): number => {
  const value = text === '' ? -1 : Number(text);
  return Number.isInteger(value) ? value : -1;
};

const damaged = (where: string, problem: string): PhotoSetError =>
  new PhotoSetError(`${where}: ${problem}; the packed set is damaged: pack it again with --fresh`);
