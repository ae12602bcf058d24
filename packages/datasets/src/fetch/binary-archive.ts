import { basename, join } from 'node:path';
import { extract } from 'tar';
import type { FileSet } from '../file-set.js';
import { download } from './download.js';
import type { Source } from './source.js';

export interface BinaryArchiveOptions {
  readonly url: string;
  readonly fileSet: FileSet;
  readonly patience?: number;
}

/** The files of a set in a gzipped tar archive on the web. */
export const binaryArchive = ({ url, fileSet, patience }: BinaryArchiveOptions): Source => ({
  description: `the official archive ${url}`,
  fetch: async (folder, onBytes) => {
    const file = join(folder, 'archive.tar.gz');
    await download({ url, file, onBytes, ...(patience !== undefined && { patience }) });
    const names = new Set(fileSet.files.map(({ name }) => name));
    await extract({ file, cwd: folder, strip: 1, strict: true, filter: (path) => names.has(basename(path)) });
  },
});
