import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { isRunning, namingPath, readUtf8 } from '@resnet/files';
import { holderFromNow, parseHolder, type LockHolder } from './lock-holder.js';
import { RunFolderLockedError } from './run-folder-locked-error.js';

/** The right to write one run folder, until released. */
export interface RunFolderLock {
  /** Rejects with a `RunFolderLockedError` once another process has taken the folder over: to be called before each write. */
  readonly confirm: () => Promise<void>;
  readonly release: () => Promise<void>;
}

export interface LockOptions {
  /** Told where the holder cannot be seen from here, so that its next renewal is waited for. */
  readonly onWait?: ((message: string) => void) | undefined;
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
  /** Seconds between two renewals; a lock is taken over once it was not renewed for so long. */
  readonly seconds?: { readonly renew: number; readonly takeOver: number };
}

/** Twelve renewals may fail or be late before a lock is taken over. */
const defaultSeconds = { renew: 5, takeOver: 60 };

/** Each attempt but the last meets another holder, or none any more. */
const attempts = 50;

/** A lock's file always has this length, so that renewing it needs no space on the disk. */
const fileBytes = 1024;

/**
 * Locks a run folder, made where it is missing, for this process. The lock is a folder, `run.lock`, that holds one file with
 * a name of its own, renewed from a thread of its own. The lock of a process that has ended is taken over at once where that
 * can be seen, or else after it was not renewed for a minute, by this machine's clock alone: clocks of two machines are never
 * compared. Throws a `RunFolderLockedError` naming the process that holds it.
 */
export const lockRunFolder = async (folder: string, options: LockOptions = {}): Promise<RunFolderLock> => {
  const { seconds = defaultSeconds } = options;
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'run.lock');
  const name = `${randomUUID()}.json`;
  const holder = await holderFromNow();
  for (let attempt = 1; ; attempt++) {
    const obstacle = await create(path, name, holder);
    if (obstacle === null) break;
    if (attempt === attempts) throw obstacle;
    await makeWay(path, { ...options, seconds });
  }
  await removeLeftovers(folder);
  const file = join(path, name);
  const workerData = { file, holder, seconds: seconds.renew, bytes: fileBytes };
  const renewing = new Worker(new URL('../worker/renew-lock.mjs', import.meta.url), { workerData, execArgv: [] });
  renewing.unref();
  // Without its thread a lock grows old and may be taken over, which `confirm` finds out.
  renewing.on('error', () => undefined);
  return {
    confirm: () => confirm(folder, path, file),
    release: async () => {
      await renewing.terminate();
      await unlink(file).catch(ignoring('ENOENT'));
      await removeEmpty(path);
    },
  };
};

/**
 * Creates the lock, or returns the error that says there is one: a folder that already holds its file gets the lock's name,
 * which fails where a lock with a file is there. No hard links, which exFAT and many network file systems refuse.
 */
const create = async (path: string, name: string, holder: LockHolder): Promise<Error | null> => {
  const beside = `${path}.${name}`;
  await mkdir(beside);
  try {
    const file = join(beside, name);
    await namingPath(file, () => writeFile(file, JSON.stringify(holder).padEnd(fileBytes)));
    await rename(beside, path);
    // Whoever had the lock a moment ago may have emptied the folder as a leftover.
    await access(join(path, name));
    return null;
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    await removeEmpty(path);
    ignoring('EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EPERM', 'ENOENT')(error);
    return error as Error;
  }
};

/** Removes the lock in the way if its holder is gone; throws where it is not. */
const makeWay = async (path: string, options: LockOptions & Required<Pick<LockOptions, 'seconds'>>): Promise<void> => {
  const names = await readdir(path).catch(ignoring('ENOENT', 'ENOTDIR'));
  if (names === undefined) return rejectFile(path);
  for (const name of names) {
    const file = join(path, name);
    const text = await readUtf8(file).catch(ignoring('ENOENT'));
    if (text === undefined) return;
    const holder = parseHolder(text);
    const running = holder === null ? 'unknown' : await isRunning(holder);
    if (running === true || (running === 'unknown' && (await isRenewed(file, text, options))))
      throw lockedBy(text, path);
    // Only the file of this one holder: one that has come in its place has another name.
    await unlink(file).catch(ignoring('ENOENT'));
  }
  await removeEmpty(path);
};

/** Watches for the next renewal, for as long as it takes to know that there is none. */
const isRenewed = async (
  file: string,
  text: string,
  { onWait, signal, seconds }: LockOptions & Required<Pick<LockOptions, 'seconds'>>,
): Promise<boolean> => {
  onWait?.(
    `${dirname(file)} is held by ${describeHolder(text)}, which cannot be seen from here: it is taken over unless that is renewed within ${seconds.takeOver} s`,
  );
  const end = performance.now() + 1000 * seconds.takeOver;
  while (performance.now() < end) {
    await setTimeout(100 * seconds.renew, undefined, { signal }).catch(() => signal?.throwIfAborted());
    const now = await readFile(file, 'utf8').catch(ignoring('ENOENT'));
    // Gone: released, or taken over by another process that the next attempt will meet.
    if (now === undefined) return false;
    if (now !== text) return true;
  }
  return false;
};

const confirm = async (folder: string, path: string, file: string): Promise<void> => {
  try {
    // Opened, not only looked up: network file systems ask the server then.
    await (await open(file, 'r+')).close();
  } catch (error) {
    ignoring('ENOENT', 'ESTALE')(error);
    const [name = ''] = (await readdir(path).catch(ignoring('ENOENT', 'ENOTDIR'))) ?? [];
    const text = await readFile(join(path, name), 'utf8').catch(() => '');
    throw new RunFolderLockedError(
      `${folder} is no longer locked by this process, whose lock was removed or not renewed in time; it is now held by ${describeHolder(text)}: nothing more is written`,
    );
  }
};

const lockedBy = (text: string, path: string): RunFolderLockedError =>
  new RunFolderLockedError(`${dirname(path)} is being written by ${describeHolder(text)}: wait for it or stop it`);

const describeHolder = (text: string): string => {
  const holder = parseHolder(text);
  return holder === null ? 'nobody known' : `process ${holder.pid} on ${holder.host} since ${holder.lockedAt}`;
};

/** Earlier versions locked by a file, which is not renewed. */
const rejectFile = async (path: string): Promise<void> => {
  const text = await readFile(path, 'utf8').catch(ignoring('ENOENT', 'EISDIR'));
  if (text === undefined) return;
  const { pid = 'unknown', host = 'unknown' } = parseHolder(text) ?? {};
  throw new RunFolderLockedError(
    `${path} was made by an earlier version of this suite, in process ${pid} on ${host}: if that no longer runs, remove the file`,
  );
};

/** What processes left that died while they were locking. */
const removeLeftovers = async (folder: string): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => name.startsWith('run.lock.'));
  await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true })));
};

const removeEmpty = (path: string): Promise<unknown> =>
  rmdir(path).catch(ignoring('ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM', 'EBUSY'));

const ignoring =
  (...codes: readonly string[]) =>
  (error: unknown): undefined => {
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  };
