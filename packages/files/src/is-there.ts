import { access } from 'node:fs/promises';
import { isMissing } from './system-errors.js';

/** Whether a file or folder is there; the system's error where it does not say. */
export const isThere = async (path: string): Promise<boolean> => {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
};
