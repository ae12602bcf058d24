import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Rejects with the system's error where a folder, or the nearest one above it that is there, cannot be written: asked to make
 * a folder on a read-only disk, Node answers that there is no such file.
 */
export const checkWritable = async (folder: string): Promise<void> => {
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    const above = dirname(resolve(folder));
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === resolve(folder)) throw error;
    await checkWritable(above);
  }
};

/**
 * Does what writes a folder only where something is missing there. Where it fails and the folder cannot be written, rejects
 * with that, rather than with what came of it.
 */
export const writingTo = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    await checkWritable(folder);
    throw error;
  }
};
