import { isSystemError } from './is-system-error.js';

/** Does some work on an open file; the system's errors, which name no file that is open already, get its path. */
export const namingPath = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const { path: named } = error as NodeJS.ErrnoException;
    throw isSystemError(error) && named === undefined ? Object.assign(error as Error, { path }) : error;
  }
};
