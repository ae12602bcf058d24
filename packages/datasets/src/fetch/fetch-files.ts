import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDiskError } from '@resnet/files';
import { DataFileError } from '../data-file-error.js';
import { fetchCommand, type FileSet } from '../file-set.js';
import { verifyFiles } from '../verify-files.js';
import { inTemporaryFolder } from './in-temporary-folder.js';
import { reason } from './reason.js';
import type { Source } from './source.js';

/** How to hear of a fetch, and where it goes. */
export interface FetchOptions {
  /** The cache directory; the data set gets its own folder in it. */
  readonly cache: string;
  /** Told in one line what happens. */
  readonly log?: ((line: string) => void) | undefined;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
}

/** How far a download is. */
export interface FetchProgress {
  readonly receivedBytes: number;
  /** `null` where the server does not say. */
  readonly totalBytes: number | null;
}

export interface Fetched {
  readonly folder: string;
}

/**
 * Brings a file set into the cache directory from the first source that has it whole, unless it is there already. Every
 * file is verified in a folder of its own before it takes its place in one rename, so neither a fetch that is cut off nor
 * one that runs beside another leaves a file that is not whole.
 */
export async function fetchFiles(
  fileSet: FileSet,
  sources: readonly Source[],
  { cache, log = () => undefined, onProgress = () => undefined }: FetchOptions,
): Promise<Fetched> {
  const folder = join(cache, fileSet.dataset);
  if (await isPresent(folder, fileSet)) {
    log(`${fileSet.title} is in ${folder} already, all files verified`);
    return { folder };
  }
  const failures: string[] = [];
  for (const { description, fetch } of sources) {
    log(`fetching ${fileSet.title} from ${description}`);
    try {
      await inTemporaryFolder(cache, async (temporary) => {
        await fetch(temporary, (receivedBytes, totalBytes) => onProgress({ receivedBytes, totalBytes }));
        await verifyFiles(temporary, fileSet);
        await moveIntoPlace(temporary, folder, fileSet);
      });
      log(`${fileSet.title} is in ${folder}, all files verified`);
      return { folder };
    } catch (error) {
      // Another source fills the same disk.
      if (isDiskError(error)) throw error;
      const failure = `${description}: ${reason(error)}`;
      log(`not from ${failure}`);
      failures.push(failure);
    }
  }
  throw couldNotFetch(fileSet, folder, failures);
}

/** Whether all files are there and whole. */
async function isPresent(folder: string, fileSet: FileSet): Promise<boolean> {
  try {
    await verifyFiles(folder, fileSet);
    return true;
  } catch (error) {
    if (error instanceof DataFileError) return false;
    throw error;
  }
}

async function moveIntoPlace(from: string, to: string, { files }: FileSet): Promise<void> {
  for (const { name } of files) {
    await mkdir(dirname(join(to, name)), { recursive: true });
    await synchronize(join(from, name));
    await rename(join(from, name), join(to, name));
  }
}

/** A rename may reach the disk before the content does. */
async function synchronize(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Files that an error names: there may be dozens. */
const namedAtMost = 8;

function couldNotFetch(fileSet: FileSet, folder: string, failures: readonly string[]): Error {
  const [names, others] = [
    fileSet.files.slice(0, namedAtMost).map(({ name }) => name),
    fileSet.files.slice(namedAtMost),
  ];
  const wanted = others.length > 0 ? `${names.join(', ')} and ${others.length} more` : names.join(', ');
  return new Error(
    [
      `${fileSet.title} could not be fetched.`,
      ...failures.map((failure) => `- ${failure}`),
      `Run \`${fetchCommand(fileSet)}\` again where one of them is in reach, or put ${wanted} into ${folder}.`,
    ].join('\n'),
  );
}
