import { dirname } from 'node:path';
import { cacheDirectory } from './cache-directory.js';

/** What a command about a set in a folder needs so that it looks there: ` --cache <folder>`, or nothing where it would anyway. */
export const cacheArgument = (folder: string): string => {
  const cache = dirname(folder);
  return cache === usualCache() ? '' : ` --cache ${cache}`;
};

const usualCache = (): string | null => {
  try {
    return cacheDirectory();
  } catch {
    return null;
  }
};
