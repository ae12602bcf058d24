import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { namingPath } from './naming-path.js';

/**
 * Writes a file beside its name, syncs it, renames it and syncs its folder: after a crash the old or the new one is
 * there, whole. Where two processes write it at once, that of the later one is.
 */
export const writeDurably = async (path: string, content: string | Uint8Array): Promise<void> => {
  await removeLeftovers(path);
  // A name of its own: another process may be writing the same file.
  const beside = `${path}.${randomBytes(4).toString('hex')}.new`;
  try {
    await writeSynced(beside, content);
    await renameDurably(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
};

/** Milliseconds; longer than any write. */
const hour = 60 * 60 * 1000;

/** Removes what killed processes left of a file that they were writing. What cannot be removed stays: it does no harm. */
const removeLeftovers = async (path: string): Promise<void> => {
  const names = await readdir(dirname(path)).catch(() => []);
  const base = `${basename(path)}.`;
  for (const name of names) {
    if (!name.startsWith(base) || !/^[0-9a-f]{8}\.new$/.test(name.slice(base.length))) continue;
    const file = join(dirname(path), name);
    const changed = await stat(file).catch(() => null);
    if (changed !== null && Date.now() - changed.mtimeMs > hour) await rm(file, { force: true }).catch(() => undefined);
  }
};

/** Renames a file whose content is synced already, and syncs the folder it comes to. */
export const renameDurably = async (from: string, to: string): Promise<void> => {
  await rename(from, to);
  await syncFolder(dirname(to));
};

/** Writes a file and syncs its content. The system's errors name it. */
export const writeSynced = async (path: string, content: string | Uint8Array): Promise<void> => {
  const file = await open(path, 'w');
  try {
    await namingPath(path, async () => {
      await file.writeFile(content);
      await file.sync();
    });
  } finally {
    await file.close();
  }
};

/**
 * What file systems answer that cannot sync a folder (network ones, FUSE, exFAT): they order these changes themselves
 * or not at all.
 */
const unsyncable = new Set(['EINVAL', 'EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EBADF']);

/** Makes what was created, renamed or removed in a folder durable, where the file system can. */
export const syncFolder = async (path: string): Promise<void> => {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!unsyncable.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
};
