import { basename, join } from 'node:path';
import { extract } from 'tar';
import type { FileSet } from '../file-set.js';
import { saveStream } from './save-stream.js';
import type { ByteCounter, Source } from './source.js';

/** Milliseconds without a byte, the first included, after which a server counts as out of reach. */
const defaultPatience = 10_000;

export interface BinaryArchiveOptions {
  readonly url: string;
  readonly fileSet: FileSet;
  readonly patience?: number;
}

/** The files of a set in a gzipped tar archive on the web. */
export const binaryArchive = ({ url, fileSet, patience = defaultPatience }: BinaryArchiveOptions): Source => ({
  description: `the official archive ${url}`,
  fetch: async (folder, onBytes) => {
    const file = join(folder, 'archive.tar.gz');
    await download(url, file, patience, onBytes);
    const names = new Set(fileSet.files.map(({ name }) => name));
    await extract({ file, cwd: folder, strip: 1, strict: true, filter: (path) => names.has(basename(path)) });
  },
});

async function download(url: string, file: string, patience: number, onBytes: ByteCounter): Promise<void> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(`nothing received for ${patience / 1000} s`)), patience);
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok || !response.body) throw new Error(`expected HTTP status 200, got ${response.status}`);
    const total = Number(response.headers.get('content-length')) || null;
    await saveStream(response.body, file, (received) => {
      timer.refresh();
      onBytes(received, total);
    });
  } finally {
    clearTimeout(timer);
  }
}
