import { describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@resnet/files';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import type { PhotoEntry } from './photo-images.js';
import { indexHeader, indexLine, readPhotoIndex } from './photo-index.js';

const folder = temporaryFolder();

const entry = (at: number): PhotoEntry => ({
  ...{ key: `n00000001/picture_${at}`, shard: at % 3, offset: 512 + 1000 * at, length: 900 + at },
  ...{ width: 500, height: 375, label: at % 4, sha256: sha256(String(at)) },
});

const read = async (text: string, count: number) => {
  const path = join(folder, 'train.index');
  await writeFile(path, text);
  return readPhotoIndex({ path, count, sha256: sha256(text), shards: 3, classes: 4 });
};

describe('an index', () => {
  test('is read as it was written, across the pieces in which it is read', async () => {
    const entries = Array.from({ length: 12_000 }, (_, at) => entry(at));
    const { images, labels } = await read(indexHeader + entries.map(indexLine).join(''), entries.length);
    expect(Array.from({ length: images.length }, (_, at) => images.at(at))).toEqual(entries);
    expect([...labels]).toEqual(entries.map(({ label }) => label));
    expect(() => images.at(12_000)).toThrow('expected the index of a picture from 0 to 11999, got 12000');
  });

  test.each([
    ['a field is missing', 'n1/a,0,512,900,500,375,0'],
    ['a number is none', indexLine(entry(0)).replace(',900,', ',9x0,')],
    ['a shard is not there', indexLine({ ...entry(0), shard: 3 })],
    ['a label is of no class', indexLine({ ...entry(0), label: 4 })],
  ])('is refused, with the line, where %s', async (_, line) => {
    await expect(read(`${indexHeader}${indexLine(entry(1))}${line}`, 2)).rejects.toThrow(
      'train.index:3: expected the entry of a picture, found "n',
    );
  });

  test('is refused where it has fewer pictures than the record says', async () => {
    await expect(read(indexHeader + indexLine(entry(0)), 2)).rejects.toThrow('expected 2 pictures, found 1');
  });

  test('is refused where it has more pictures than the record says', async () => {
    const text = indexHeader + indexLine(entry(0)) + indexLine(entry(1));
    await expect(read(text, 1)).rejects.toThrow(
      /train\.index: expected 1 pictures, found more; the packed set is damaged/,
    );
  });
});
