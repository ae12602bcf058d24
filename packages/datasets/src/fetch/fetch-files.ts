import { mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { DataFileError } from '../data-file-error.js';
import { allFiles, type Checksums, type FileSet } from '../file-set.js';
import { verifyFiles } from '../verify-files.js';
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
  readonly source: string;
  readonly receivedBytes: number;
  /** `null` where the server does not say. */
  readonly totalBytes: number | null;
}

export interface Fetched {
  readonly folder: string;
  readonly checksums: Checksums;
  /** The description of the source, or that the files were there already. */
  readonly source: string;
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
  const present = await verifyPresent(folder, fileSet);
  if (present) {
    log(`${fileSet.title} is in ${folder} already, all files verified`);
    return { folder, checksums: present, source: 'already there' };
  }
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const failures: string[] = [];
  for (const source of sources) {
    log(`fetching ${fileSet.title} from ${source.description}`);
    try {
      const checksums = await fetchFrom(source, fileSet, cache, onProgress);
      log(`${fileSet.title} is in ${folder}, all files verified`);
      return { folder, checksums, source: source.description };
    } catch (error) {
      failures.push(`${source.description}: ${reason(error)}`);
      log(`not from ${failures.at(-1)}`);
    }
  }
  const names = allFiles(fileSet).map(({ name }) => name);
  throw new Error(
    `${fileSet.title} could not be fetched.\n${failures.map((failure) => `- ${failure}\n`).join('')}` +
      `Run \`resnet data fetch ${fileSet.dataset}\` again where one of them is in reach, or put ${names.join(', ')} into ${folder}.`,
  );
}

async function verifyPresent(folder: string, fileSet: FileSet): Promise<Checksums | null> {
  try {
    return await verifyFiles(folder, fileSet);
  } catch (error) {
    if (error instanceof DataFileError) return null;
    throw error;
  }
}

const temporaryPrefix = '.fetch-';

async function fetchFrom(
  source: Source,
  fileSet: FileSet,
  cache: string,
  onProgress: (progress: FetchProgress) => void,
): Promise<Checksums> {
  const temporary = await mkdtemp(join(cache, temporaryPrefix));
  try {
    await source.fetch(temporary, (receivedBytes, totalBytes) =>
      onProgress({ source: source.description, receivedBytes, totalBytes }),
    );
    const checksums = await verifyFiles(temporary, fileSet);
    await moveIntoPlace(temporary, join(cache, fileSet.dataset), fileSet);
    return checksums;
  } finally {
    // An archive that turns out damaged may still be written out while this goes on.
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function moveIntoPlace(from: string, to: string, fileSet: FileSet): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const { name } of allFiles(fileSet)) {
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

/** Removes what fetches that were killed left behind: a day is longer than any fetch. */
async function removeAbandoned(cache: string): Promise<void> {
  const day = 24 * 60 * 60 * 1000;
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (!name.startsWith(temporaryPrefix) || Date.now() - (await stat(path)).mtimeMs < day) continue;
    await rm(path, { recursive: true, force: true });
  }
}

/** An error's message with those of its causes: `fetch failed` alone says nothing. */
function reason(error: unknown): string {
  if (error instanceof DataFileError) return `${error.file}: ${error.problem}`;
  if (!isNativeError(error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reason(error.cause)}`;
}
