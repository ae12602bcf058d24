import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './command.mjs';

/** The addons of the suite, as each `native/addon.mjs` describes them, with the `folder` of the package. */
export const addons = await Promise.all(
  ['packages/engine-onednn', 'packages/datasets'].map(async (folder) => ({
    folder,
    ...(await import(pathToFileURL(join(root, folder, 'native/addon.mjs')).href)).default,
  })),
);
