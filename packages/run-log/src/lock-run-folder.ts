import { link, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { writeSynced } from './write-durably.js';

/** The right to write one run folder, until released. */
export interface RunFolderLock {
  release(): Promise<void>;
}

/** Another process is writing the run folder. */
export class RunFolderLockedError extends Error {
  override readonly name = 'RunFolderLockedError';
}

/** A process, told from later ones that got its number by when it started (in clock ticks since boot, where known). */
interface Holder {
  readonly pid: number;
  readonly startTime: string | null;
  readonly host: string;
}

/**
 * Locks a run folder, made where it is missing, for this process. The lock of a process that no longer runs is taken over.
 * Throws a `RunFolderLockedError` naming the process that holds it.
 */
export const lockRunFolder = async (folder: string): Promise<RunFolderLock> => {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'run.lock');
  const own = JSON.stringify({ pid: process.pid, startTime: await startTimeOf(process.pid), host: hostname() });
  while (!(await createLock(path, own))) {
    const found = await readFile(path, 'utf8').catch(ignoring('ENOENT'));
    if (found === undefined) continue;
    await rejectIfHeld(found, path);
    await removeStale(path, found);
  }
  return { release: () => rm(path, { force: true }) };
};

/** Whether the lock could be created. It appears with its content, by a link, since an empty one would look stale. */
const createLock = async (path: string, content: string): Promise<boolean> => {
  const beside = `${path}.${process.pid}`;
  await writeSynced(beside, content);
  try {
    await link(beside, path);
    return true;
  } catch (error) {
    ignoring('EEXIST')(error);
    return false;
  } finally {
    await rm(beside, { force: true });
  }
};

const rejectIfHeld = async (lock: string, path: string): Promise<void> => {
  const holder = parseHolder(lock);
  if (holder === null) return;
  const { pid, host } = holder;
  if (host !== hostname()) {
    throw new RunFolderLockedError(
      `The run folder is locked by process ${pid} on ${host}, which cannot be seen from ${hostname()}: if it no longer runs, remove ${path}`,
    );
  }
  if (await isRunning(holder)) {
    throw new RunFolderLockedError(
      `The run folder is being written by process ${pid} (${path}): wait for it or stop it`,
    );
  }
};

const parseHolder = (lock: string): Holder | null => {
  try {
    const { pid, startTime, host } = JSON.parse(lock) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, startTime: startTime ?? null, host } : null;
  } catch {
    return null;
  }
};

const isRunning = async ({ pid, startTime }: Holder): Promise<boolean> => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startTime === null || startTime === (await startTimeOf(pid));
};

/** From /proc/<pid>/stat, fields 3 (state) and 22; `null` where there is no /proc, and for a dead process not yet reaped. */
const startTimeOf = async (pid: number): Promise<string | null> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Field 2, the command in parentheses, may hold spaces and parentheses of its own.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? null : (fields[18] ?? null);
};

/** Takes a stale lock away, and puts it back should another process have replaced it in between. */
const removeStale = async (path: string, stale: string): Promise<void> => {
  const aside = `${path}.stale-${process.pid}`;
  await rename(path, aside).catch(ignoring('ENOENT'));
  const taken = await readFile(aside, 'utf8').catch(ignoring('ENOENT'));
  if (taken !== undefined && taken !== stale) await link(aside, path).catch(ignoring('EEXIST'));
  await rm(aside, { force: true });
};

const ignoring =
  (code: string) =>
  (error: unknown): undefined => {
    if ((error as NodeJS.ErrnoException).code !== code) throw error;
  };
