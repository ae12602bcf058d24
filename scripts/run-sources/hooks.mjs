// Module hooks of Node: sources are compiled by swc with the options of jest.preset.mjs, and `./x.js` among them means `./x.ts`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const isSource = (url) => url?.startsWith('file:') && url.endsWith('.ts');

export const resolve = (specifier, context, next) =>
  isSource(context.parentURL) && /^\.{1,2}\//.test(specifier)
    ? next(specifier.replace(/\.js$/, '.ts'), context)
    : next(specifier, context);

export const load = async (url, context, next) => {
  if (!isSource(url)) return next(url, context);
  const { code } = await transform(await readFile(fileURLToPath(url), 'utf8'), {
    swcrc: false,
    sourceMaps: 'inline',
    filename: fileURLToPath(url),
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
};
