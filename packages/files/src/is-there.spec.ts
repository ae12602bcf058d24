import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isThere } from './is-there.js';
import { nullIfMissing } from './system-errors.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

const folder = temporaryFolder();

test('a file and a folder are there, and what lies below a file is not', async () => {
  const file = join(folder, 'file');
  expect(await isThere(file)).toBe(false);
  await writeFile(file, '');
  expect(await Promise.all([folder, file, join(file, 'below')].map(isThere))).toEqual([true, true, false]);
});

test('an error that does not say so is not taken for "missing"', async () => {
  // The superuser is never refused access; a link to itself fails for everyone.
  const link = join(folder, 'link');
  await symlink(link, link);
  await expect(isThere(link)).rejects.toMatchObject({ code: 'ELOOP' });
});

test.each(['ENOENT', 'ENOTDIR'])('%s is "missing"', (code) => {
  expect(nullIfMissing(Object.assign(new Error(), { code }))).toBeNull();
});

test.each(['EACCES', 'EIO', 'EISDIR'])('%s is thrown again', (code) => {
  const error = Object.assign(new Error(), { code });
  expect(() => nullIfMissing(error)).toThrow(error);
});
