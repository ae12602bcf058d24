import { beforeEach, describe, expect, test } from '@jest/globals';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '@resnet/files';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { checksumsOf } from '../file-set.js';
import { verifyFiles } from '../verify-files.js';
import { loadFiles } from './load-cifar10.js';
import { fileSetOf, syntheticFile, syntheticFiles, syntheticSet, writeFiles } from './synthetic-cifar10.fixture.js';

const folder = temporaryFolder();
beforeEach(() => writeFiles(folder, syntheticFiles));

const [first, second, last] = syntheticFiles;

describe('whole files', () => {
  test('load as images and labels in the order of the files', async () => {
    const { train, test } = await loadFiles(folder, syntheticSet);
    expect(train).toMatchObject({ count: 8, height: 32, width: 32, channels: 3, classes: 10 });
    expect(Buffer.concat([first!.images, second!.images]).equals(train.images)).toBe(true);
    expect([...train.labels]).toEqual([...first!.labels, ...second!.labels]);
    expect(test.count).toBe(3);
    expect(test.images).toEqual(last!.images);
  });

  test('come with their checksums', async () => {
    const { checksums } = await loadFiles(folder, syntheticSet);
    expect(checksums).toEqual(checksumsOf(syntheticSet.files));
    expect(await verifyFiles(folder, syntheticSet)).toEqual(checksums);
  });
});

describe('loading and verifying refuse', () => {
  const refuse = async (problem: string) => {
    const message = `${join(folder, 'data_batch_2.bin')}: ${problem}; run \`resnet data fetch cifar10 --cache ${dirname(folder)}\``;
    await expect(loadFiles(folder, syntheticSet)).rejects.toThrow(message);
    await expect(verifyFiles(folder, syntheticSet)).rejects.toThrow(message);
  };
  const damage = (content: Uint8Array) => writeFile(join(folder, 'data_batch_2.bin'), content);

  test('a missing file', async () => {
    await rm(join(folder, 'data_batch_2.bin'));
    await refuse('expected 12292 bytes, found no file');
  });

  test('a truncated file', async () => {
    await damage(second!.content.subarray(0, 5000));
    await refuse('expected 12292 bytes, found 5000');
  });

  test('a file with something appended', async () => {
    await damage(Buffer.concat([second!.content, Buffer.from('\n')]));
    await refuse('expected 12292 bytes, found 12293');
  });

  test('a file with one wrong bit', async () => {
    await damage(second!.content.map((byte, position) => (position === 9000 ? byte ^ 1 : byte)));
    const found = sha256(await readFile(join(folder, 'data_batch_2.bin')));
    await refuse(`expected SHA-256 ${second!.file.sha256}, found ${found}`);
  });

  test('a folder that does not exist', async () => {
    await expect(loadFiles(join(folder, 'none'), syntheticSet)).rejects.toThrow(
      'found no file; run `resnet data fetch',
    );
  });
});

test('a label that is no class is refused by file and image', async () => {
  const files = [first!, syntheticFile('data_batch_2.bin', 3, [0, 12, 9]), last!];
  await writeFiles(folder, files);
  await expect(loadFiles(folder, fileSetOf(files))).rejects.toThrow(
    'data_batch_2.bin: expected labels from 0 to 9, found 12 for image 1',
  );
});
