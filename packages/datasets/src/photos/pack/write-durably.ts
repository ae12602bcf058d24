import { open, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Does some work on a file; the system's errors, which name no file that is open already, get its path. */
export const namingPath = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const { syscall, path: named } = error as NodeJS.ErrnoException;
    throw syscall !== undefined && named === undefined ? Object.assign(error as Error, { path }) : error;
  }
};

/**
 * Writes a file beside its name and renames it once it is on the disk: after a crash the old or the new one is there,
 * whole.
 */
export const writeDurably = async (path: string, content: string | Uint8Array): Promise<void> => {
  const beside = `${path}.new`;
  const file = await open(beside, 'w');
  await namingPath(beside, async () => {
    try {
      await file.writeFile(content);
    } finally {
      await finish(file);
    }
  });
  await renameDurably(beside, path);
};

const finish = async (file: FileHandle): Promise<void> => {
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Renames a file that is on the disk already, and brings the new name there. */
export const renameDurably = async (from: string, to: string): Promise<void> => {
  await rename(from, to);
  const folder = await open(dirname(to), 'r');
  try {
    // Network file systems and exFAT cannot sync a folder.
    await folder.sync().catch(() => undefined);
  } finally {
    await folder.close();
  }
};
