import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRun } from './read-run.js';
import type { Run } from './record.js';
import { recordName } from './run-log.js';
import { runFolder } from './run-folder.js';
import { runKey } from './run-key.js';

/** What lies below a folder of results. */
export interface FoundRuns {
  /** By path. */
  readonly runs: readonly Run[];
  /** Folders that could not be read, and runs that could not. */
  readonly unreadable: readonly UnreadableFolder[];
  /** What was read over or left out, a sentence each that begins with a path. */
  readonly warnings: readonly string[];
}

export interface UnreadableFolder {
  readonly folder: string;
  /** A `MalformedFileError`, or the system's answer with the path it was about. */
  readonly error: Error;
}

/**
 * Every run below a folder, through symbolic links too, each folder once; names that begin with a dot are not searched. What
 * cannot be read is among the results and never takes the rest with it.
 */
export const findRuns = async (root: string): Promise<FoundRuns> => {
  const { folders, unreadable } = await searchFolders(root);
  const runs: Run[] = [];
  await Promise.all(
    folders.map((folder) =>
      readRun(folder).then(
        (run) => runs.push(run),
        (error: unknown) => unreadable.push({ folder, error: error as Error }),
      ),
    ),
  );
  const sorted = runs.sort(byPath);
  const originals = sorted.filter((run) => originalOf(run, sorted, root) === run);
  return {
    runs: originals,
    unreadable: unreadable.sort(byPath),
    warnings: [
      ...originals.flatMap(({ warnings }) => warnings),
      ...sorted
        .filter((run) => !originals.includes(run))
        .map((run) => {
          const { folder } = originalOf(run, sorted, root);
          return `${run.folder} is a copy of ${folder}: it is left out`;
        }),
    ],
  };
};

const byPath = ({ folder: a }: { readonly folder: string }, { folder: b }: { readonly folder: string }): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** Of a run and its copies the one that lies where it was trained, or else the first. */
const originalOf = (run: Run, runs: readonly Run[], root: string): Run => {
  const keyOf = ({ record }: Run): string => `${runKey(record)} ${record.startedAt}`;
  const copies = runs.filter((other) => keyOf(other) === keyOf(run));
  return copies.find(({ folder, record }) => folder === runFolder(root, record)) ?? copies[0] ?? run;
};

interface Search {
  readonly folders: string[];
  readonly unreadable: UnreadableFolder[];
}

const searchFolders = async (root: string): Promise<Search> => {
  const [folders, unreadable]: [string[], UnreadableFolder[]] = [[], []];
  const visited = new Set<string>();
  const linked: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
    const real = await realpath(folder);
    if (visited.has(real)) return;
    visited.add(real);
    // A run folder is not searched: its checkpoints may vanish meanwhile.
    if (entries.some(({ name }) => name === recordName)) folders.push(folder);
    else for (const entry of entries.filter(isSearched)) await open(join(folder, entry.name), entry);
  };
  const open = async (path: string, entry: Dirent): Promise<void> => {
    if (entry.isSymbolicLink()) linked.push(path);
    else if (entry.isDirectory()) await attempt(path);
  };
  const attempt = (folder: string): Promise<unknown> =>
    visit(folder).catch((error: unknown) => unreadable.push({ folder, error: error as Error }));

  await attempt(root);
  // Links come last, so that a run that also lies here is found in its own place.
  for (const path of linked) if (await leadsToFolder(path)) await attempt(path);
  return { folders, unreadable };
};

const isSearched = ({ name }: Dirent): boolean => !name.startsWith('.');

const leadsToFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    // A link to nothing is nothing; what cannot be looked at is listed.
    (error: unknown) => (error as NodeJS.ErrnoException).code !== 'ENOENT',
  );
