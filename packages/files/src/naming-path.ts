import { readFile } from 'node:fs/promises';
import { isSystemError } from './system-errors.js';

/**
 * Does some work on an open file. Errors that are of it, the system's by default, get its path where they name no file:
 * those of a file that is open already do not.
 */
export const namingPath = async <T>(
  path: string,
  work: () => Promise<T>,
  isOfFile: (error: unknown) => boolean = isSystemError,
): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const { path: named } = error as NodeJS.ErrnoException;
    throw isOfFile(error) && named === undefined ? Object.assign(error as Error, { path }) : error;
  }
};

/** The text of a file in UTF-8. Errors name it, those too of a folder that can be opened and not read. */
export const readUtf8 = (path: string): Promise<string> => namingPath(path, () => readFile(path, 'utf8'));
