import { beforeEach, describe, expect, test } from '@jest/globals';
import { mkdir, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { create } from 'tar';
import { writeSyntheticPhotos } from '../photo-set.fixture.js';
import { readClassList } from './class-list.js';
import type { PhotoSource } from './photo-source.js';
import { withPhotoSource } from './with-photo-source.js';

const folder = temporaryFolder();
beforeEach(() => writeSyntheticPhotos({ folder: join(folder, 'set'), classes: 3, train: 2, validation: 1 }));

/** What there is, as `split: class names`. */
const contents = async ({ splits, classes }: PhotoSource) => {
  const described = splits.map(async ({ split, classes: present }) => {
    const lists = await Promise.all(present.map((one) => one.list()));
    return [
      split,
      present.map(({ label }, at) => `${classes[label]?.synset} ${lists[at]?.map(({ name }) => name).join(' ')}`),
    ];
  });
  return Object.fromEntries(await Promise.all(described)) as Record<string, readonly string[]>;
};

const read = (path = join(folder, 'set'), classes: PhotoSource['classes'] | null = null) =>
  withPhotoSource({ path, classes, temporary: folder }, contents);

const whole = {
  train: [
    'n00000001 n00000001_0.JPEG n00000001_1.JPEG',
    'n00000002 n00000002_0.JPEG n00000002_1.JPEG',
    'n00000003 n00000003_0.JPEG n00000003_1.JPEG',
  ],
  validation: ['n00000001 n00000001_0.JPEG', 'n00000002 n00000002_0.JPEG', 'n00000003 n00000003_0.JPEG'],
};

describe('folders of classes', () => {
  test('are read class by class, by name', async () => {
    expect(await read()).toEqual(whole);
  });

  test.each(['val', 'Validation', 'VAL'])('may call validation %s', async (name) => {
    await rename(join(folder, 'set', 'val'), join(folder, 'moved'));
    await rename(join(folder, 'moved'), join(folder, 'set', name));
    expect(await read()).toEqual(whole);
  });

  test('may lie one folder deeper, or in an archive, which leaves nothing behind', async () => {
    expect(await read(folder)).toEqual(whole);
    const file = join(folder, 'set.tgz');
    await create({ file, cwd: folder, gzip: true }, ['set']);
    await rm(join(folder, 'set'), { recursive: true });
    expect(await read(file)).toEqual(whole);
    expect(await readdir(folder)).toEqual(['set.tgz']);
  });

  test('are not unpacked to the end where somebody stops that', async () => {
    const path = join(folder, 'set.tgz');
    await create({ file: path, cwd: folder, gzip: true }, ['set']);
    const signal = AbortSignal.abort(new Error('stopped'));
    const opened = withPhotoSource({ path, classes: null, temporary: folder, signal }, () => Promise.resolve());
    await expect(opened).rejects.toThrow('stopped');
    expect((await readdir(folder)).sort()).toEqual(['set', 'set.tgz']);
  });

  test('may have one split, labelled as a class list says', async () => {
    await rm(join(folder, 'set', 'train'), { recursive: true });
    await rm(join(folder, 'set', 'val', 'n00000001'), { recursive: true });
    await writeFile(join(folder, 'list.txt'), 'n00000009 other, another\nn00000003\n\nn00000002 words\n');
    const classes = await readClassList(join(folder, 'list.txt'));
    expect(classes).toEqual([
      { synset: 'n00000009', words: 'other, another' },
      { synset: 'n00000003', words: null },
      { synset: 'n00000002', words: 'words' },
    ]);
    const path = join(folder, 'set');
    const labels = await withPhotoSource({ path, classes, temporary: folder }, ({ splits }) =>
      Promise.resolve(splits.map(({ split, classes }) => [split, classes.map(({ label }) => label)])),
    );
    expect(labels).toEqual([['validation', [1, 2]]]);
  });

  test('may have names with spaces, which a class list names by whole lines', async () => {
    for (const split of ['train', 'val'])
      await rename(join(folder, 'set', split, 'n00000001'), join(folder, 'set', split, 'golden retriever'));
    const path = join(folder, 'set');
    await writeFile(join(folder, 'list.txt'), 'n00000003 words\nn00000002\ngolden retriever\n');
    expect(await read(path, await readClassList(join(folder, 'list.txt')))).toEqual({
      train: [
        expect.stringContaining('n00000003 n'),
        expect.stringContaining('n00000002 n'),
        expect.stringContaining('golden retriever n'),
      ],
      validation: ['n00000003 n00000003_0.JPEG', 'n00000002 n00000002_0.JPEG', 'golden retriever n00000001_0.JPEG'],
    });
  });

  test('leave out what is no picture by its name, and say so', async () => {
    await writeFile(join(folder, 'set', 'train', 'n00000002', 'notes.txt'), 'not a picture');
    await writeFile(join(folder, 'set', 'train', 'n00000002', '.DS_Store'), 'not a picture');
    const path = join(folder, 'set');
    const notes = await withPhotoSource({ path, classes: null, temporary: folder }, (source) =>
      Promise.resolve(source.notes),
    );
    expect(notes).toEqual([`${join(path, 'train', 'n00000002')}: 1 not taken for pictures, as notes.txt`]);
    expect(await read()).toEqual(whole);
  });
});

describe('folders of classes are refused', () => {
  test('where a class has no pictures', async () => {
    await rm(join(folder, 'set', 'train', 'n00000002', 'n00000002_0.JPEG'));
    await rm(join(folder, 'set', 'train', 'n00000002', 'n00000002_1.JPEG'));
    await expect(read()).rejects.toThrow('n00000002: expected pictures of this class, one of 3, found none');
  });

  test('where validation lacks a class', async () => {
    await rm(join(folder, 'set', 'val', 'n00000003'), { recursive: true });
    await expect(read()).rejects.toThrow(join('val', 'n00000003'));
  });

  test('where validation has a class that training has not', async () => {
    await mkdir(join(folder, 'set', 'val', 'n00000004'));
    await expect(read()).rejects.toThrow('expected folders of the 3 classes, found 1 more: n00000004');
  });

  test('where two could be the validation split', async () => {
    await mkdir(join(folder, 'set', 'Validation'));
    await expect(read()).rejects.toThrow('expected one folder of the validation split, found Validation and val');
  });

  test('where there is none of the layouts', async () => {
    await mkdir(join(folder, 'empty'));
    await expect(read(join(folder, 'empty'))).rejects.toThrow(
      'expected pictures in one of these layouts, found neither',
    );
  });

  test('where the path is another file, or an archive cut off', async () => {
    await writeFile(join(folder, 'photo.jpg'), 'no archive');
    await expect(read(join(folder, 'photo.jpg'))).rejects.toThrow('expected a folder or a tar archive');
    await create({ file: join(folder, 'whole.tgz'), cwd: folder, gzip: true }, ['set']);
    await truncate(join(folder, 'whole.tgz'), 5000);
    await expect(read(join(folder, 'whole.tgz'))).rejects.toThrow(
      'expected a whole archive, found one that cannot be read to the end',
    );
  });

  test('where a class list names one twice, or none', async () => {
    await writeFile(join(folder, 'twice.txt'), 'a\nb\na\n');
    await expect(readClassList(join(folder, 'twice.txt'))).rejects.toThrow(
      /twice\.txt: expected each class once, found a again/,
    );
    await writeFile(join(folder, 'none.txt'), '\n');
    await expect(readClassList(join(folder, 'none.txt'))).rejects.toThrow('found an empty list');
  });
});
