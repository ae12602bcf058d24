import { join } from 'node:path';
import { cacheArgument } from './cache-argument.js';
import { fetchCommand, type DataFolder } from './file-set.js';

/** A file of a data set that is missing or not what it should be. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';

  constructor(
    place: DataFolder,
    readonly file: string,
    /** What was expected and what was found. */
    readonly problem: string,
  ) {
    super(`${join(place.folder, file)}: ${problem}; run \`${fetchCommand(place)}${cacheArgument(place.folder)}\``);
  }
}
