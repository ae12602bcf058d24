import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskError, isThere } from '@resnet/files';
import type { FetchOptions } from '../fetch/fetch-files.js';
import { reason } from '../fetch/reason.js';
import { PhotoSetError } from './photo-set-error.js';

/** A public archive of folders of classes. */
export interface PublicArchive {
  readonly url: string;
  readonly name: string;
  readonly bytes: number;
  /** As published, hexadecimal. */
  readonly md5: string;
}

/** Imagenette v2, shorter side 320; size and MD5 as fastai and torchvision publish them. */
const imagenette320: PublicArchive = {
  url: 'https://s3.amazonaws.com/fast-ai-imageclas/imagenette2-320.tgz',
  name: 'imagenette2-320.tgz',
  bytes: 341_663_724,
  md5: '3df6f0d01a2c9592104656642f5e78a3',
};

export interface FetchArchiveOptions extends FetchOptions {
  readonly archive?: PublicArchive;
  /** Milliseconds without a byte after which a server counts as out of reach. */
  readonly patience?: number;
}

/**
 * Brings the public archive of Imagenette into the cache directory, unless it is there, and resolves to its path: what
 * `resnet data pack` takes. A `PhotoSetError` says what to do by hand where it cannot be had.
 */
export const fetchImagenette = async (options: FetchArchiveOptions): Promise<string> => {
  const { archive = imagenette320, cache, log = () => undefined, onProgress = () => undefined, patience } = options;
  const path = join(cache, archive.name);
  if ((await isThere(path)) && (await md5Of(path)) === archive.md5) {
    log(`${archive.name} is in ${cache} already`);
    return path;
  }
  const { download } = await import('../fetch/download.js');
  const { inTemporaryFolder } = await import('../fetch/in-temporary-folder.js');
  await mkdir(cache, { recursive: true });
  log(`fetching ${archive.url}`);
  await inTemporaryFolder(cache, async (folder) => {
    const file = join(folder, archive.name);
    const onBytes = (receivedBytes: number, totalBytes: number | null) => onProgress({ receivedBytes, totalBytes });
    try {
      await download({ url: archive.url, file, onBytes, ...(patience !== undefined && { patience }) });
    } catch (error) {
      if (isDiskError(error)) throw error;
      throw outOfReach(archive, reason(error), { cause: error });
    }
    const found = await md5Of(file);
    if (found !== archive.md5) throw outOfReach(archive, `expected MD5 ${archive.md5}, received a file with ${found}`);
    await rename(file, path);
  });
  return path;
};

const md5Of = async (path: string): Promise<string> => {
  const hash = createHash('md5');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

const outOfReach = ({ url, name }: PublicArchive, problem: string, options?: ErrorOptions): PhotoSetError =>
  new PhotoSetError(
    [
      `Imagenette could not be fetched: ${url}: ${problem}`,
      `Download ${name} from there by hand, on a machine that reaches it, then run \`resnet data pack imagenette --from ${name}\`.`,
    ].join('\n'),
    options,
  );
