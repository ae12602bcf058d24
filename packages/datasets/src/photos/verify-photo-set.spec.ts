import { beforeEach, describe, expect, test } from '@jest/globals';
import { open, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { openPhotoSet } from './photo-set.js';
import { packSyntheticPhotoSet } from './photo-set.fixture.js';
import { verifyPhotoSet } from './verify-photo-set.js';

const parent = temporaryFolder();
let folder: string;
beforeEach(async () => {
  ({ folder } = await packSyntheticPhotoSet({ parent, train: 4, validation: 2, shardBytes: 20_000 }));
});

const overwrite = async (name: string, position: number) => {
  const file = await open(join(folder, name), 'r+');
  await file.write('damaged', position);
  await file.close();
};

describe('a packed set that is verified', () => {
  test('gives the checksums of all its files, and how much has been read', async () => {
    const read: number[] = [];
    const checksums = await verifyPhotoSet({ folder, onProgress: (bytes, total) => read.push(bytes / total) });
    const splits = await Promise.all(
      (['train', 'validation'] as const).map((split) => openPhotoSet({ folder, split })),
    );
    expect(checksums).toEqual({ ...splits[0]?.checksums, ...splits[1]?.checksums });
    expect(Object.keys(checksums)).toEqual(
      expect.arrayContaining(['statistics.json', 'mean-image.f32', 'validation.index']),
    );
    expect(read.at(-1)).toBe(1);
  });

  test('names the pictures of a shard that were damaged', async () => {
    const { images } = await openPhotoSet({ folder, split: 'train' });
    const { key, offset } = images.at(1);
    await overwrite('train-000000.tar', offset + 100);
    await expect(verifyPhotoSet({ folder })).rejects.toThrow(`found other bytes in 1 of its pictures: ${key}`);
  });

  test('says where a shard was damaged between its pictures', async () => {
    await overwrite('train-000000.tar', 0);
    await expect(verifyPhotoSet({ folder })).rejects.toThrow('train-000000.tar: expected SHA-256');
    await expect(verifyPhotoSet({ folder })).rejects.toThrow('found other bytes between its pictures');
  });

  test.each(['train.index', 'validation.index', 'statistics.json', 'mean-image.f32'])(
    'names %s where it was damaged',
    async (name) => {
      await overwrite(name, 10);
      await expect(verifyPhotoSet({ folder })).rejects.toThrow(`${join(folder, name)}: expected SHA-256`);
    },
  );

  test('names a file that is missing or cut off', async () => {
    await truncate(join(folder, 'train-000001.tar'), 1000);
    await expect(verifyPhotoSet({ folder })).rejects.toThrow(/train-000001\.tar: expected \d+ bytes, found 1000/);
    await rm(join(folder, 'train-000001.tar'));
    await expect(verifyPhotoSet({ folder })).rejects.toThrow(/train-000001\.tar: expected \d+ bytes, found no file/);
  });

  test('is none where its record is missing or another', async () => {
    await writeFile(join(folder, 'dataset.json'), '{"schemaVersion": 2}');
    await expect(verifyPhotoSet({ folder })).rejects.toThrow(
      'expected the record of a packed set with schemaVersion 1',
    );
    await rm(join(folder, 'dataset.json'));
    await expect(verifyPhotoSet({ folder })).rejects.toThrow('is not a packed set: expected dataset.json, found none');
  });
});
