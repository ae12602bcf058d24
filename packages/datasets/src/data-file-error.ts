import { join } from 'node:path';
import type { DataFolder } from './file-set.js';

/** A file of a data set that is missing or not what it should be. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';

  constructor(
    { folder, dataset }: DataFolder,
    readonly file: string,
    /** What was expected and what was found. */
    readonly problem: string,
  ) {
    super(`${join(folder, file)}: ${problem}; run \`resnet data fetch ${dataset}\``);
  }
}
