import { mkdir, open, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from './temporary-folder.fixture.js';
import { syncFolder, writeDurably } from './write-durably.js';

const folder = temporaryFolder();
const path = join(folder, 'report.html');

describe('writeDurably', () => {
  test('leaves one of the files, whole, where several are written at once', async () => {
    const contents = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(1_000_000));
    await Promise.all(contents.map((content) => writeDurably(path, content)));
    expect(contents).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['report.html']);
  });

  test('leaves nothing of a file that cannot be written', async () => {
    await mkdir(path);
    await expect(writeDurably(path, 'a page')).rejects.toMatchObject({ syscall: 'rename' });
    expect(await readdir(folder)).toEqual(['report.html']);
  });

  test('removes what a killed process left an hour ago, and not what may be being written', async () => {
    const hourAgo = new Date(Date.now() - 61 * 60 * 1000);
    const others = ['report.html.my.new', 'report.html.new', 'other.html.0123abcd.new'];
    for (const name of ['report.html.0123abcd.new', ...others]) {
      await writeFile(join(folder, name), 'half a page');
      await utimes(join(folder, name), hourAgo, hourAgo);
    }
    await writeFile(join(folder, 'report.html.4567abcd.new'), 'half a page');
    await writeDurably(path, 'a page');
    expect(await readdir(folder)).not.toContain('report.html.0123abcd.new');
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining([...others, 'report.html', 'report.html.4567abcd.new']),
    );
  });
});

/** A file system that answers EINVAL to the sync of a folder, as network file systems do; on Linux only. */
const unsyncable = '/proc';

describe('syncFolder', () => {
  (process.platform === 'linux' ? test : test.skip)('does without where a file system cannot do it', async () => {
    const folder = await open(unsyncable, 'r');
    await expect(folder.sync()).rejects.toThrow('EINVAL');
    await folder.close();
    await expect(syncFolder(unsyncable)).resolves.toBeUndefined();
  });

  test('says where there is no such folder', async () => {
    await expect(syncFolder('/no/such/folder')).rejects.toThrow('ENOENT');
  });
});
