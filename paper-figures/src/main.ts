import { join } from 'node:path';
import { findRuns } from '@resnet/analysis';
import { buildFigures } from './build-figures.js';
import { checkFigures } from './check-figures.js';

/** Rebuilds output/ from the committed runs; with `--check`, fails instead on any difference. */
const root = join(import.meta.dirname, '../..');
const out = join(root, 'paper-figures/output');
const runs = await findRuns(join(root, 'results'));

if (process.argv.includes('--check')) {
  const differences = await checkFigures({ runs, out });
  for (const difference of differences) console.error(`paper-figures/output/${difference}`);
  if (differences.length > 0) {
    console.error('Rebuild the figures with `npx nx run paper-figures:build` and commit them.');
    process.exitCode = 1;
  }
} else {
  const { written } = await buildFigures({ runs, out });
  console.log(written.length === 0 ? 'All tables and figures are current.' : written.join('\n'));
}
