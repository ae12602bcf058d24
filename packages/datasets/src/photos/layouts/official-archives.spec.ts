import { beforeEach, describe, expect, test } from '@jest/globals';
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { create, extract } from 'tar';
import { packPhotoSet } from '../pack/pack-photo-set.js';
import { openPhotoSet } from '../photo-set.js';
import { syntheticSynsets } from '../photo-set.fixture.js';
import { validationLabels, validationName, writeDevkit, writeOfficialArchives } from './official-archives.fixture.js';
import { withPhotoSource } from './with-photo-source.js';

const folder = temporaryFolder();
beforeEach(() => writeOfficialArchives(folder));

const pack = (path = folder, name = 'small') =>
  withPhotoSource({ path, classes: null, temporary: folder }, (source) =>
    packPhotoSet({ name, folder: join(folder, name), source, shardBytes: 20_000 }),
  );

const keysOf = async (split: 'train' | 'validation', name = 'small') => {
  const { images, labels, count } = await openPhotoSet({ folder: join(folder, name), split });
  return Array.from({ length: count }, (_, at) => `${labels[at]} ${images.at(at).key}`);
};

describe('the official archives', () => {
  test('are packed with the labels of the devkit, by synset', async () => {
    const { source, classes } = await pack();
    expect(source).toBe('official archives');
    expect(classes).toEqual(syntheticSynsets(4).map((synset, label) => ({ synset, words: `class ${label}` })));
    const labelled = validationLabels.map(
      (label, at) => `${label} ${classes[label]?.synset}/${validationName(at + 1).replace('.JPEG', '')}`,
    );
    expect(await keysOf('validation')).toEqual(labelled.sort());
  });

  test('are packed as the same pictures in folders are', async () => {
    await pack();
    const unpacked = join(folder, 'unpacked');
    for (const synset of syntheticSynsets(4)) {
      await mkdir(join(unpacked, 'Train', synset), { recursive: true });
      await extract({ file: join(folder, 'ILSVRC2012_img_train.tar'), cwd: unpacked });
      await extract({ file: join(unpacked, `${synset}.tar`), cwd: join(unpacked, 'Train', synset) });
    }
    const { splits } = await pack(unpacked, 'from-folders');
    expect(await keysOf('train')).toEqual(await keysOf('train', 'from-folders'));
    const whole = await openPhotoSet({ folder: join(folder, 'small'), split: 'train' });
    expect(splits.train?.index.sha256).toBe(whole.checksums['train.index']);
  });

  test('are found by the path of one of them', async () => {
    const { splits } = await pack(join(folder, 'ILSVRC2012_img_train.tar'));
    expect([splits.train?.count, splits.validation?.count]).toEqual([24, 8]);
  });

  test('go on where an interrupted pack left them', async () => {
    await pack(folder, 'whole');
    const controller = new AbortController();
    const stopped = withPhotoSource({ path: folder, classes: null, temporary: folder }, (source) =>
      packPhotoSet({
        ...{ name: 'small', folder: join(folder, 'small'), source, shardBytes: 20_000, signal: controller.signal },
        onProgress: ({ pictures }) => pictures === 17 && controller.abort(new Error('stopped')),
      }),
    );
    await expect(stopped).rejects.toThrow('stopped');
    await pack();
    const checksums = async (name: string) =>
      (await openPhotoSet({ folder: join(folder, name), split: 'train' })).checksums;
    expect(await checksums('small')).toEqual(await checksums('whole'));
  });

  test('are packed without validation where that archive is not there', async () => {
    await rm(join(folder, 'ILSVRC2012_img_val.tar'));
    await rm(join(folder, 'ILSVRC2012_devkit_t12.tar.gz'));
    const { splits, classes } = await pack();
    expect(Object.keys(splits)).toEqual(['train']);
    expect(classes[0]).toEqual({ synset: 'n00000001', words: null });
  });

  test('are read where validation was unpacked into one folder', async () => {
    await mkdir(join(folder, 'VAL'));
    await extract({ file: join(folder, 'ILSVRC2012_img_val.tar'), cwd: join(folder, 'VAL') });
    await pack(folder, 'archives');
    await rm(join(folder, 'ILSVRC2012_img_val.tar'));
    await pack();
    expect(await keysOf('validation')).toEqual(await keysOf('validation', 'archives'));
  });
});

describe('an official archive', () => {
  test('of which a part is missing is refused with its size', async () => {
    await truncate(join(folder, 'ILSVRC2012_img_train.tar'), 50_000);
    await expect(pack()).rejects.toThrow(
      /img_train\.tar: expected an archive of at least \d+ bytes, found 50000: part of it is missing/,
    );
  });

  test('that is empty is refused', async () => {
    await truncate(join(folder, 'ILSVRC2012_img_val.tar'), 0);
    await expect(pack()).rejects.toThrow('ILSVRC2012_img_val.tar: expected an archive of at least 512 bytes, found 0');
  });

  test('that is a web page is refused', async () => {
    await writeFile(join(folder, 'ILSVRC2012_img_train.tar'), '<html>'.repeat(1000));
    await expect(pack()).rejects.toThrow('expected an uncompressed tar archive, found another file; download it again');
  });

  test('that is the other one is refused', async () => {
    await rm(join(folder, 'ILSVRC2012_img_train.tar'));
    await create({ file: join(folder, 'ILSVRC2012_img_train.tar'), cwd: folder }, ['ILSVRC2012_devkit_t12.tar.gz']);
    await expect(pack()).rejects.toThrow('expected the training archive, a tar file of one tar file a class');
  });

  test('that lacks a class of the devkit is refused', async () => {
    const inner = join(folder, 'inner');
    await mkdir(inner);
    await extract({ file: join(folder, 'ILSVRC2012_img_train.tar'), cwd: inner });
    await create({ file: join(folder, 'ILSVRC2012_img_train.tar'), cwd: inner }, [
      'n00000001.tar',
      'n00000003.tar',
      'n00000004.tar',
    ]);
    await expect(pack()).rejects.toThrow('expected n00000002.tar, found none: the archive is not whole');
  });

  test('with fewer validation pictures than the devkit labels is refused', async () => {
    await writeDevkit(folder, [...validationLabels, 1]);
    await expect(pack()).rejects.toThrow('expected the 9 validation pictures that the devkit labels, found 8');
  });

  test('with more validation pictures than the devkit labels is refused', async () => {
    await writeDevkit(folder, validationLabels.slice(1));
    await expect(pack()).rejects.toThrow(
      'expected a picture numbered 1 to 7, as the devkit labels them, found ILSVRC2012_val_00000008.JPEG',
    );
  });

  test('of validation pictures with no devkit beside it says what to download', async () => {
    await rm(join(folder, 'ILSVRC2012_devkit_t12.tar.gz'));
    await expect(pack()).rejects.toThrow('expected ILSVRC2012_devkit_t12.tar.gz beside it');
  });

  test('of the devkit that is cut off is refused', async () => {
    await truncate(join(folder, 'ILSVRC2012_devkit_t12.tar.gz'), 200);
    await expect(pack()).rejects.toThrow('found an archive that cannot be read to the end');
  });
});

test('a set that is the official one by name is counted', async () => {
  await expect(pack(folder, 'imagenet')).rejects.toThrow('ILSVRC2012 has 1000 classes, found 4');
});
