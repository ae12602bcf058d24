import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { namingPath } from './naming-path.js';

/**
 * Writes a file beside its name, syncs it, renames it and syncs its folder: after a crash the old or the new one is
 * there, whole.
 */
export const writeDurably = async (path: string, content: string | Uint8Array): Promise<void> => {
  const beside = `${path}.new`;
  await writeSynced(beside, content);
  await renameDurably(beside, path);
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
