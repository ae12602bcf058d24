import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isMissing, isSystemError } from '@resnet/files';
import { extract } from 'tar';
import { inTemporaryFolder } from '../../fetch/in-temporary-folder.js';
import { PhotoSetError } from '../photo-set-error.js';
import type { PhotoClass } from '../photo-set-record.js';
import { openPhotoSource } from './open-photo-source.js';
import type { PhotoSource } from './photo-source.js';

export interface PhotoSourceOptions {
  /** A folder, an archive of one, or one of the official archives. */
  readonly path: string;
  /** In the order of their indices; `null` where the source itself says. */
  readonly classes: readonly PhotoClass[] | null;
  /** Where an archive of folders is unpacked meanwhile: as large as what it holds. */
  readonly temporary: string;
  /** Ends unpacking. */
  readonly signal?: AbortSignal | undefined;
}

const archiveName = /\.(tar|tar\.gz|tgz)$/i;
const officialName = /^ILSVRC2012_/i;

/**
 * Opens a source of pictures for as long as `work` takes. A `PhotoSetError` says what was expected where it is not in
 * one of the layouts.
 */
export const withPhotoSource = async <T>(
  options: PhotoSourceOptions,
  work: (source: PhotoSource) => Promise<T>,
): Promise<T> => {
  const { path, classes } = options;
  const isFile = (await statOrThrow(path)).isFile();
  if (isFile && !archiveName.test(path)) {
    throw new PhotoSetError(`${path}: expected a folder or a tar archive (.tar, .tar.gz, .tgz), found another file`);
  }
  // The official archives lie beside each other.
  if (isFile && officialName.test(basename(path))) return withFolder(dirname(path), classes, work);
  if (!isFile) return withFolder(path, classes, work);
  // An archive is unpacked again by the pack that goes on.
  return inTemporaryFolder(options.temporary, async (folder) => {
    await unpack(path, folder, options.signal);
    return withFolder(folder, classes, work);
  });
};

const statOrThrow = (path: string) =>
  stat(path).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    throw new PhotoSetError(`${path}: expected a folder of pictures or an archive, found no such file or folder`);
  });

const withFolder = async <T>(
  path: string,
  classes: readonly PhotoClass[] | null,
  work: (source: PhotoSource) => Promise<T>,
): Promise<T> => {
  const source = await openPhotoSource({ path: await inner(path), classes });
  try {
    return await work(source);
  } finally {
    await source.close();
  }
};

/** Archives hold one folder with everything in it. */
const inner = async (path: string): Promise<string> => {
  const entries = (await readdir(path, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
  const [only, other] = entries.filter((entry) => entry.isDirectory());
  const isOfSplits = /^(train|training|val|valid|validation)$/i.test(only?.name ?? '');
  return only === undefined || other !== undefined || isOfSplits || entries.some(({ name }) => officialName.test(name))
    ? path
    : inner(join(path, only.name));
};

const unpack = async (file: string, cwd: string, signal?: AbortSignal): Promise<void> => {
  try {
    await pipeline(createReadStream(file), extract({ cwd, strict: true }), { signal });
  } catch (error) {
    signal?.throwIfAborted();
    // The disk is full, or not to be read: the system says it better.
    if (isSystemError(error)) throw error;
    throw new PhotoSetError(
      `${file}: expected a whole archive, found one that cannot be read to the end (${(error as Error).message}); download it again`,
      { cause: error },
    );
  }
};
