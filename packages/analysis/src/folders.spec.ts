import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

/** The way of the data: docs/architecture.md. */
const folders = [
  'runs',
  'paper',
  'statistics',
  'claims',
  'ledger',
  'compare',
  'tables',
  'charts',
  'networks',
  'report',
];

const importsOf = (folder: string): readonly { readonly file: string; readonly from: string }[] =>
  readdirSync(join(import.meta.dirname, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(import.meta.dirname, folder, file), 'utf8');
      return [...text.matchAll(/from '\.\.\/([^']+)'/g)].map(([, from = '']) => ({ file: `${folder}/${file}`, from }));
    });

it('a folder imports only from folders before it, and only what their index hands on', () => {
  const wrong = folders.flatMap((folder, at) => {
    const allowed = ['words.js', ...folders.slice(0, at).map((before) => `${before}/index.js`)];
    return importsOf(folder).filter(({ from }) => !allowed.includes(from));
  });
  expect(wrong).toEqual([]);
  expect(importsOf('report').length).toBeGreaterThan(0);
});

it('every folder is on the way of the data', () => {
  const found = readdirSync(import.meta.dirname, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('__'),
  );
  expect(found.map(({ name }) => name).sort()).toEqual([...folders].sort());
});
