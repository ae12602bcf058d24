import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { importTable } from './import-table.mjs';

const root = join(import.meta.dirname, '../..');
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const folderNamed = (name) => Object.keys(importTable).find((folder) => basename(folder) === name);

describe.each(Object.entries(importTable))('the row of %s', (folder, row) => {
  test('is what its package.json depends on', () => {
    const { dependencies = {} } = readJson(`${folder}/package.json`);
    const named = Object.keys(dependencies).filter((name) => name.startsWith('@resnet/'));
    expect(named.sort()).toEqual(row.map((name) => `@resnet/${name}`).sort());
  });

  test('is what its tsconfig.lib.json refers to', () => {
    const { references } = readJson(`${folder}/tsconfig.lib.json`);
    const referred = references.map(({ path }) => join(folder, path));
    expect(referred.sort()).toEqual(row.map((name) => `${folderNamed(name)}/tsconfig.lib.json`).sort());
  });
});

test('every workspace package has a row', () => {
  const { references } = readJson('tsconfig.json');
  expect(references.map(({ path }) => join(path)).sort()).toEqual(Object.keys(importTable).sort());
});
