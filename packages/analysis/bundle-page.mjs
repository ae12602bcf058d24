// Makes build/report-page.js, the script of the report page: one file, vega in it, nothing of Node in it.
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const { metafile } = await build({
  entryPoints: [join(here, 'src/report/page/main.ts')],
  outfile: join(here, 'build/report-page.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  conditions: ['@resnet/source'],
  legalComments: 'none',
  charset: 'ascii',
  // What only Node has must fall away with the functions that use it: see below.
  external: ['node:*'],
  metafile: true,
  logLevel: 'error',
});

const left = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
if (left.length > 0) throw new Error(`expected a script without imports, found ${[...new Set(left)].join(', ')}`);
