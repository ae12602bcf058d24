import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { packedSetNames } from './packed-set-names.js';

const cache = temporaryFolder();

test('packed sets are folders with a record, by name', async () => {
  for (const name of ['mine', 'imagenette', 'interrupted']) await mkdir(join(cache, name));
  for (const name of ['mine', 'imagenette']) await writeFile(join(cache, name, 'dataset.json'), '{}');
  expect(await packedSetNames(cache)).toEqual(['imagenette', 'mine']);
});

test('a cache directory that is missing has none', async () => {
  expect(await packedSetNames(join(cache, 'missing'))).toEqual([]);
});

test('a cache directory that cannot be read is an error', async () => {
  // The superuser may read every folder; a link to itself fails for everyone.
  const link = join(cache, 'link');
  await symlink(link, link);
  await expect(packedSetNames(link)).rejects.toMatchObject({ code: 'ELOOP' });
});
