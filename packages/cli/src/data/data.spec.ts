import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { chmod, mkdtemp, open, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSyntheticPhotos } from '@resnet/datasets/photo-set.fixture';
import { main } from '../main.js';
import { capturePrinted } from '../printed.fixture.js';

let folder: string;
let printed: ReturnType<typeof capturePrinted>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resnet-data-'));
  await writeSyntheticPhotos({ folder: join(folder, 'photos'), train: 3, validation: 1 });
  printed = capturePrinted();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const data = (verb: string, name: string, ...options: readonly string[]) =>
  main(['data', verb, name, '--cache', join(folder, 'cache'), ...options]);
const pack = (...options: readonly string[]) => data('pack', 'mine', '--from', join(folder, 'photos'), ...options);

describe('resnet data pack', () => {
  it('packs folders of classes and says what the set has', async () => {
    expect(await pack()).toBe(0);
    expect(printed.out).toContain(`mine is packed in ${join(folder, 'cache', 'mine')}: 4 classes\n`);
    expect(printed.out).toMatch(/ {2}train: 12 pictures in 1 shard, .* kB; 12 with a side below 224 pixels\n/);
    expect(printed.out).toContain('  validation: 4 pictures in 1 shard');
    expect((await readdir(join(folder, 'cache', 'mine'))).sort()).toEqual([
      ...['dataset.json', 'mean-image.f32', 'statistics.json', 'train-000000.tar', 'train.index'],
      ...['validation-000000.tar', 'validation.index'],
    ]);
  });

  it('prints the record as JSON', async () => {
    expect(await pack('--json')).toBe(0);
    expect(JSON.parse(printed.out)).toMatchObject({ schemaVersion: 1, name: 'mine', splits: { train: { count: 12 } } });
  });

  it('leaves a packed set alone without --fresh, and packs it again with it', async () => {
    await pack();
    expect(await pack()).toBe(1);
    expect(printed.err).toContain('mine is packed already; pack it again with --fresh');
    await writeFile(join(folder, 'cache', 'mine', 'notes.txt'), 'not ours');
    expect(await pack('--fresh')).toBe(0);
    expect(await readdir(join(folder, 'cache', 'mine'))).toContain('notes.txt');
  });

  it('keeps a packed set where --fresh names a source that is not there', async () => {
    await pack();
    await rm(join(folder, 'photos'), { recursive: true });
    expect(await pack('--fresh')).toBe(1);
    expect(printed.err).toContain('photos');
    expect(await readdir(join(folder, 'cache', 'mine'))).toContain('dataset.json');
  });

  it('names pictures that cannot be decoded and goes on without them where that is asked for', async () => {
    await truncate(join(folder, 'photos', 'train', 'n00000002', 'n00000002_1.JPEG'), 500);
    expect(await pack()).toBe(1);
    expect(printed.err).toContain('n00000002_1.JPEG: VipsJpeg: premature end of JPEG image');
    expect(printed.err).toContain('leave them out with --skip-unreadable');
    expect(await pack('--skip-unreadable')).toBe(0);
    expect(printed.out).toContain('1 unreadable picture left out');
  });

  it('labels as a class list says', async () => {
    await rm(join(folder, 'photos', 'train'), { recursive: true });
    await writeFile(join(folder, 'classes.txt'), [9, 4, 3, 2, 1].map((at) => `n0000000${at} words ${at}\n`).join(''));
    expect(await pack('--classes', join(folder, 'classes.txt'), '--json')).toBe(0);
    const { classes } = JSON.parse(printed.out) as { classes: readonly unknown[] };
    expect(classes).toHaveLength(5);
    expect(classes[1]).toEqual({ synset: 'n00000004', words: 'words 4' });
  });

  it.each([
    [['data', 'pack', 'mine'], "required option '--from <path>' not specified"],
    [['data', 'pack', '../mine', '--from', '.'], 'Expected a name of letters, digits'],
    [['data', 'pack', 'cifar10', '--from', '.'], 'cifar10 is fetched, not packed'],
    [['data', 'pack', 'mine', '--from', '.', '--shard-megabytes', '0'], 'Expected a whole number from 1 to 4000'],
  ])('answers %j with exit code 2', async (args, message) => {
    expect(await main(args)).toBe(2);
    expect(printed.err).toContain(message);
  });

  it('says where there is nothing to pack', async () => {
    expect(await data('pack', 'mine', '--from', join(folder, 'nowhere'))).toBe(1);
    expect(printed.err).toContain(
      `${join(folder, 'nowhere')}: expected a folder of pictures or an archive, found no such file or folder`,
    );
  });
});

describe('resnet data fetch', () => {
  // Root may write what is read-only.
  const asUser = process.getuid?.() === 0 ? it.skip : it;

  asUser('needs no permission to write where the set is there', async () => {
    await pack();
    const cache = join(folder, 'cache');
    await rename(join(cache, 'mine'), join(cache, 'imagenette'));
    await chmod(cache, 0o555);
    try {
      expect(await data('fetch', 'imagenette')).toBe(0);
      expect(printed.out).toContain(`imagenette in ${cache}: all 6 files are whole\n`);
    } finally {
      await chmod(cache, 0o755);
    }
  });
});

describe('resnet data verify', () => {
  it('checks a packed set', async () => {
    await pack();
    expect(await data('verify', 'mine')).toBe(0);
    expect(printed.out).toContain(`mine in ${join(folder, 'cache')}: all 6 files are whole\n`);
    const path = join(folder, 'elsewhere');
    await rename(join(folder, 'cache', 'mine'), path);
    expect(await data('verify', path)).toBe(0);
    expect(printed.out).toContain(`${path}: all 6 files are whole\n`);
  });

  it('fails where a shard is damaged', async () => {
    await pack();
    const shard = await open(join(folder, 'cache', 'mine', 'train-000000.tar'), 'r+');
    await shard.write('damaged', 700);
    await shard.close();
    expect(await data('verify', 'mine')).toBe(1);
    expect(printed.err).toContain('in 1 of its pictures: n00000001/n00000001_0');
  });

  it('fails where nothing is packed', async () => {
    expect(await data('verify', 'mine')).toBe(1);
    expect(printed.err).toContain(
      'mine is not a packed set: expected dataset.json, found none; get it by `resnet data pack mine --from',
    );
  });
});
