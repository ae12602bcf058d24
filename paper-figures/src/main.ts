import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findEnsembles, findRuns } from '@resnet/analysis';
import { writeDurably } from '@resnet/files';
import { buildFigures } from './build-figures.js';
import { checkFigures } from './check-figures.js';
import { documents, withResults } from './documents.js';

/** Rebuilds output/ and the parts of documents that committed runs make; with `--check`, fails instead on any difference. */
const root = join(import.meta.dirname, '../..');
const out = join(root, 'paper-figures/output');
const results = join(root, 'results');
const { runs, unreadable, warnings } = await findRuns(results);
const { ensembles, unreadable: unreadableEnsembles } = await findEnsembles(results);
for (const error of [...unreadable.map((one) => one.error), ...unreadableEnsembles])
  console.error(`unreadable: ${error.message}`);
for (const warning of warnings) console.error(warning);
if (runs.length === 0) throw new Error(`expected runs in ${results}, found none, and wrote nothing`);
const built = await Promise.all(
  documents.map(async (document) => {
    const path = join(root, document.path);
    const text = await readFile(path, 'utf8');
    return { path, name: document.path, text, newText: withResults(text, document, runs) };
  }),
);
const outdated = built.filter(({ text, newText }) => newText !== text);

if (process.argv.includes('--check')) {
  const differences = [
    ...(await checkFigures({ runs, ensembles, out })).map((difference) => `paper-figures/output/${difference}`),
    ...outdated.map(({ name }) => `${name} has results that are not what the runs make`),
  ];
  for (const difference of differences) console.error(difference);
  if (differences.length > 0) {
    console.error('Rebuild the figures with `npx nx run paper-figures:build` and commit them.');
    process.exitCode = 1;
  }
} else {
  const { written } = await buildFigures({ runs, ensembles, out });
  for (const { path, newText } of outdated) await writeDurably(path, newText);
  const changed = [...written, ...outdated.map(({ path }) => path)];
  console.log(changed.length === 0 ? 'All tables and figures are current.' : changed.join('\n'));
}
