import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { nullIfMissing } from '@resnet/files';
import { isPackedSet } from './photo-set-record.js';

/** The names of the packed sets in a cache directory, in their order; none where there is no such directory. */
export const packedSetNames = async (cache: string): Promise<readonly string[]> => {
  const entries = (await readdir(cache, { withFileTypes: true }).catch(nullIfMissing)) ?? [];
  const names = entries.flatMap((entry) => (entry.isFile() ? [] : [entry.name])).sort();
  const packed = await Promise.all(names.map((name) => isPackedSet(join(cache, name)).catch(falseIfForbidden)));
  return names.filter((_, index) => packed[index]);
};

/** `lost+found` of a disk of its own, or what another user is fetching. */
const falseIfForbidden = (error: unknown): boolean => {
  if ((error as NodeJS.ErrnoException).code === 'EACCES') return false;
  throw error;
};
