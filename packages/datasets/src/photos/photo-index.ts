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
  const columns = createPhotoColumns(sizes.count);
  const hash = createHash('sha256');
  let number = 0;
  for await (const lines of hashedLines(path, hash)) {
    for (const line of lines) if (number++ > 0) columns.add(parseLine(line, { where: `${path}:${number}`, ...sizes }));
  }
  const found = hash.digest('hex');
  if (found !== sha256) throw damaged(path, `expected SHA-256 ${sha256}, found ${found}`);
  const { length } = columns.images;
  if (length !== sizes.count) throw damaged(path, `expected ${sizes.count} pictures, found ${length}`);
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
  readonly where: string;
  readonly count: number;
  readonly shards: number;
  readonly classes: number;
}

const parseLine = (line: string, { where, shards, classes }: LineLimits): PhotoEntry => {
  const [key = '', ...rest] = line.split(',');
  const sha256 = rest.pop() ?? '';
  const [shard = -1, offset = -1, length = -1, width = -1, height = -1, label = -1] = rest.map(Number);
  const numbers = [shard, offset, length, width, height, label];
  const whole = rest.length === numbers.length && numbers.every((value) => Number.isInteger(value) && value >= 0);
  if (!whole || key === '' || !/^[0-9a-f]{64}$/.test(sha256) || shard >= shards || label >= classes) {
    throw damaged(where, `expected the entry of a picture, found ${JSON.stringify(line.slice(0, 100))}`);
  }
  return { key, shard, offset, length, width, height, label, sha256 };
};

const damaged = (where: string, problem: string): PhotoSetError =>
  new PhotoSetError(`${where}: ${problem}; the packed set is damaged: pack it again with --fresh`);
