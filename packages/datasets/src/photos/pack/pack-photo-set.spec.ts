import { describe, expect, test } from '@jest/globals';
import { existsSync, writeFileSync } from 'node:fs';
import { open, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@resnet/files';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { list } from 'tar';
import { openPhotoSource } from '../layouts/open-photo-source.js';
import { openPhotoSet } from '../photo-set.js';
import { packSyntheticPhotoSet, syntheticSynsets, writeSyntheticPhotos } from '../photo-set.fixture.js';
import { readPhotoStatistics } from '../photo-statistics.js';
import { packPhotoSet, type PackPhotoSetOptions } from './pack-photo-set.js';

const parent = temporaryFolder();

const pack = async (changes: Partial<PackPhotoSetOptions> = {}) => {
  const source = await openPhotoSource({ path: join(parent, 'source'), classes: null });
  return packPhotoSet({ name: 'small', folder: join(parent, 'small'), source, shardBytes: 30_000, ...changes });
};

const contentOf = async (folder: string): Promise<Record<string, string>> => {
  const names = (await readdir(folder)).sort();
  const digest = async (name: string) => sha256(await readFile(join(folder, name)));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await digest(name)] as const)));
};

/** Members of a shard by name, as a tar library reads them. */
const membersOf = async (file: string): Promise<ReadonlyMap<string, Buffer>> => {
  const members = new Map<string, Buffer>();
  await list({
    ...{ file, strict: true },
    onReadEntry: (entry) => {
      const chunks: Buffer[] = [];
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
      entry.on('end', () => members.set(entry.path, Buffer.concat(chunks)));
    },
  });
  return members;
};

describe('a packed set', () => {
  test('holds the original bytes and the class index of every picture in shards that a tar library reads', async () => {
    const { folder, source } = await packSyntheticPhotoSet({ parent, train: 5, validation: 2 });
    for (const [split, from, count] of [
      ['train', 'train', 20],
      ['validation', 'val', 8],
    ] as const) {
      const set = await openPhotoSet({ folder, split });
      const members = new Map((await Promise.all(set.shards.map(membersOf))).flatMap((shard) => [...shard]));
      expect(members.size).toBe(2 * count);
      expect(set.images.length).toBe(count);
      for (let at = 0; at < count; at++) {
        const { key, label } = set.images.at(at);
        const original = await readFile(join(source, from, `${key}.JPEG`));
        expect(members.get(`${key}.jpg`)).toEqual(original);
        expect(members.get(`${key}.cls`)?.toString()).toBe(String(label));
        expect(key.startsWith(String(syntheticSynsets(4)[label]))).toBe(true);
      }
    }
  });

  test('has an index that says where the bytes of each picture lie, and their SHA-256', async () => {
    const { folder } = await packSyntheticPhotoSet({ parent, train: 5, validation: 0, shardBytes: 30_000 });
    const set = await openPhotoSet({ folder, split: 'train' });
    expect(set.shards.length).toBeGreaterThan(1);
    for (let at = 0; at < set.count; at++) {
      const { shard, offset, length, width, height, ...found } = set.images.at(at);
      const bytes = (await readFile(set.shards[shard] ?? '')).subarray(offset, offset + length);
      expect(found.sha256).toBe(sha256(bytes));
      // The sizes in the frame header of a baseline JPEG.
      const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
      expect([bytes.readUInt16BE(frame + 7), bytes.readUInt16BE(frame + 5)]).toEqual([width, height]);
    }
  });

  test('lies in the order of classes, then of names', async () => {
    const { folder } = await packSyntheticPhotoSet({ parent, train: 3, validation: 1 });
    const { images, labels, count } = await openPhotoSet({ folder, split: 'train' });
    const keys = Array.from({ length: count }, (_, at) => images.at(at).key);
    expect(keys).toEqual([...keys].sort());
    expect([...labels]).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
  });

  test('is the same to the byte when it is packed again', async () => {
    await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 6, validation: 2 });
    await pack();
    const first = await contentOf(join(parent, 'small'));
    await rm(join(parent, 'small'), { recursive: true });
    await pack();
    expect(await contentOf(join(parent, 'small'))).toEqual(first);
  });

  test('has statistics of the training split alone', async () => {
    const { folder, record } = await packSyntheticPhotoSet({ parent, train: 5, validation: 2 });
    const { images, view, mean, meanImage } = await readPhotoStatistics(folder);
    expect({ images, view }).toEqual({ images: 20, view: { kind: 'center-crop', shorterSide: 256, size: 224 } });
    expect(meanImage).toHaveLength(224 * 224 * 3);
    const red = meanImage.filter((_, at) => at % 3 === 0).reduce((sum, value) => sum + value, 0) / 224 ** 2;
    expect(mean[0]).toBeCloseTo(red, 3);
    expect(record.splits.validation?.statistics).toEqual([]);
  });

  test.each(['mean-image.f32', 'statistics.json'])('whose %s is damaged says so', async (name) => {
    const { folder } = await packSyntheticPhotoSet({ parent, train: 2, validation: 1 });
    const file = await open(join(folder, name), 'r+');
    await file.write('0', 100);
    await file.close();
    await expect(readPhotoStatistics(folder)).rejects.toThrow(`${name}: expected SHA-256`);
  });
});

describe('a pack that is interrupted', () => {
  const interrupt = async (after: number) => {
    const controller = new AbortController();
    let photos = 0;
    const stopped = pack({
      signal: controller.signal,
      onProgress: () => ++photos === after && controller.abort(new Error('stopped')),
    });
    await expect(stopped).rejects.toThrow('stopped');
  };

  test('is no packed set, and leaves no part of a shard', async () => {
    await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 8, validation: 2 });
    await interrupt(20);
    expect((await readdir(join(parent, 'small'))).filter((name) => !/^(train-\d{6}\.tar|packing)$/.test(name))).toEqual(
      [],
    );
    await expect(openPhotoSet({ folder: join(parent, 'small'), split: 'train' })).rejects.toThrow(
      'is not a packed set: expected dataset.json, found none',
    );
  });

  test('stops while it lists what is done', async () => {
    await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 8, validation: 2 });
    await interrupt(34);
    const controller = new AbortController();
    const source = await openPhotoSource({ path: join(parent, 'source'), classes: null });
    const listed: number[] = [];
    const splits = source.splits.map((split) => ({
      ...split,
      classes: split.classes.map((one) => ({
        ...one,
        list: () => {
          listed.push(one.label);
          controller.abort(new Error('stopped'));
          return one.list();
        },
      })),
    }));
    await expect(pack({ source: { ...source, splits }, signal: controller.signal })).rejects.toThrow('stopped');
    expect(listed).toEqual([0]);
  });

  test.each([1, 12, 20, 34, 39])('goes on after picture %i and ends as one that was not', async (after) => {
    await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 8, validation: 2 });
    await pack({ folder: join(parent, 'whole') });
    await interrupt(after);
    const before = (await readdir(join(parent, 'small'))).filter((name) => name.endsWith('.tar'));
    const packed: number[] = [];
    await pack({ onProgress: ({ pictures }) => packed.push(pictures) });
    expect(await contentOf(join(parent, 'small'))).toEqual(await contentOf(join(parent, 'whole')));
    // What lies in finished shards is not read again.
    if (before.length > 0) expect(packed.length).toBeLessThan(40);
  });

  test('goes on after a crash that left half a shard', async () => {
    await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 8, validation: 2 });
    await pack({ folder: join(parent, 'whole') });
    await interrupt(20);
    await writeFile(join(parent, 'small', 'train-000002.tar.new'), 'half of a shard, and half of that');
    await pack();
    expect(await contentOf(join(parent, 'small'))).toEqual(await contentOf(join(parent, 'whole')));
  });

  test('does not go on where the source has other files now', async () => {
    await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 8, validation: 2 });
    await interrupt(20);
    const folder = join(parent, 'source', 'train', 'n00000001');
    await rm(join(folder, 'n00000001_3.JPEG'));
    await writeFile(join(folder, 'n00000001_9.JPEG'), await readFile(join(folder, 'n00000001_0.JPEG')));
    await expect(pack()).rejects.toThrow(
      'the source has changed since the pack was interrupted; start over with --fresh',
    );
  });

  test('does not go on with another source or other options', async () => {
    await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 8, validation: 2 });
    await interrupt(20);
    await expect(pack({ shardBytes: 50_000 })).rejects.toThrow('an interrupted pack of another source');
  });
});

describe('a picture that cannot be decoded', () => {
  const damage = async () => {
    await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 8, validation: 2 });
    const [half, page] = ['n00000002/n00000002_4.JPEG', 'n00000003/n00000003_1.JPEG'].map((name) =>
      join(parent, 'source', 'train', name),
    ) as [string, string];
    await truncate(half, 600);
    await writeFile(page, '<html>not found</html>');
    return { half, page };
  };

  test('is named and counted with all others, and nothing is taken for a packed set', async () => {
    const { half, page } = await damage();
    const refused = pack();
    await expect(refused).rejects.toThrow('found 2 that cannot');
    await expect(refused).rejects.toThrow(`${half}: VipsJpeg: premature end of JPEG image`);
    await expect(refused).rejects.toThrow(`${page}: Input buffer contains unsupported image format`);
    expect(await readdir(join(parent, 'small'))).not.toContain('dataset.json');
  });

  test('is left out and named where that is asked for, with no other decoded again', async () => {
    const { half, page } = await damage();
    await expect(pack()).rejects.toThrow('--skip-unreadable');
    let packed = 0;
    const { splits } = await pack({ unreadable: 'skip', onProgress: () => packed++ });
    expect(packed).toBe(0);
    expect(splits.train).toMatchObject({ count: 30, skipped: [{ file: half }, { file: page }] });
    expect((await openPhotoSet({ folder: join(parent, 'small'), split: 'train' })).count).toBe(30);
  });

  test('is packed once it was repaired', async () => {
    await damage();
    await expect(pack()).rejects.toThrow('Put whole files in their place');
    await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 8, validation: 2 });
    expect((await pack()).splits.train).toMatchObject({ count: 32, skipped: [] });
    await pack({ folder: join(parent, 'whole') });
    expect(await contentOf(join(parent, 'small'))).toEqual(await contentOf(join(parent, 'whole')));
  });
});

test('shards of an earlier attempt are not taken for those of the last one', async () => {
  await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 8, validation: 2 });
  const paths = ['n00000001/n00000001_1.JPEG', 'n00000003/n00000003_1.JPEG'].map((name) =>
    join(parent, 'source', 'train', name),
  );
  const [first = '', second = ''] = paths;
  const whole = await readFile(first);
  for (const path of paths) await truncate(path, 600);
  await expect(pack()).rejects.toThrow('found 2 that cannot');
  await writeFile(first, whole);
  const controller = new AbortController();
  const stopped = pack({
    signal: controller.signal,
    onProgress: ({ pictures }) => pictures === 12 && controller.abort(new Error('stopped')),
  });
  await expect(stopped).rejects.toThrow('stopped');
  const { splits } = await pack({ unreadable: 'skip' });
  expect(splits.train).toMatchObject({ count: 31, skipped: [{ file: second }] });
  await pack({ unreadable: 'skip', folder: join(parent, 'whole') });
  expect(await contentOf(join(parent, 'small'))).toEqual(await contentOf(join(parent, 'whole')));
});

describe('packing', () => {
  (process.platform === 'linux' ? test : test.skip)(
    'names the file where the disk is full, and goes on later',
    async () => {
      await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 8, validation: 2 });
      await pack({ folder: join(parent, 'whole') });
      const full = join(parent, 'small', 'train-000001.tar.new');
      const stopped = pack({
        onProgress: ({ pictures }) => {
          if (pictures === 1) void symlink('/dev/full', full);
        },
      });
      await expect(stopped).rejects.toMatchObject({ code: 'ENOSPC', path: full });
      await pack();
      expect(await contentOf(join(parent, 'small'))).toEqual(await contentOf(join(parent, 'whole')));
    },
  );

  test('changes nothing more once another process has taken the folder over', async () => {
    await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 8, validation: 2 });
    const other = join(parent, 'small', 'train-000001.tar.new');
    const confirm = () => (existsSync(other) ? Promise.reject(new Error('taken over')) : Promise.resolve());
    const stopped = pack({
      confirm,
      onProgress: () => {
        if (existsSync(join(parent, 'small', 'train-000000.tar'))) writeFileSync(other, 'of the other process');
      },
    });
    await expect(stopped).rejects.toThrow('taken over');
    expect(await readFile(other, 'utf8')).toBe('of the other process');
    expect((await readdir(join(parent, 'small'))).sort()).toEqual([
      'packing',
      'train-000000.tar',
      'train-000001.tar.new',
    ]);
  });

  test('does not touch a set that is packed already', async () => {
    await packSyntheticPhotoSet({ parent, name: 'small', train: 2, validation: 1 });
    await expect(pack()).rejects.toThrow('small is packed already; pack it again with --fresh');
  });

  test('refuses a set of a known name with another number of pictures', async () => {
    await writeSyntheticPhotos({ folder: join(parent, 'source'), classes: 10, train: 1, validation: 1 });
    await expect(pack({ name: 'imagenette' })).rejects.toThrow('Imagenette v2 has 9469 train pictures, found 10');
    await expect(pack({ name: 'ImageNet' })).rejects.toThrow('ILSVRC2012 has 1000 classes, found 10');
  });

  test('keeps few pictures in memory', async () => {
    await writeSyntheticPhotos({ folder: join(parent, 'source'), train: 30, validation: 0 });
    const source = await openPhotoSource({ path: join(parent, 'source'), classes: null });
    let [begun, packed, most] = [0, 0, 0];
    const counted = source.splits.map((split) => ({
      ...split,
      classes: split.classes.map((one) => ({
        ...one,
        list: async () =>
          (await one.list()).map((photo) => ({
            ...photo,
            read: () => {
              most = Math.max(most, ++begun - packed);
              return photo.read();
            },
          })),
      })),
    }));
    await pack({ source: { ...source, splits: counted }, onProgress: () => packed++ });
    expect(packed).toBe(120);
    expect(most).toBeLessThanOrEqual(17);
  });
});

test('an index that was damaged is not read', async () => {
  const { folder } = await packSyntheticPhotoSet({ parent, train: 2, validation: 1 });
  const index = await open(join(folder, 'train.index'), 'r+');
  await index.write('X', 120);
  await index.close();
  await expect(openPhotoSet({ folder, split: 'train' })).rejects.toThrow('the packed set is damaged');
});
