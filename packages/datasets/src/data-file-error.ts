import { join } from 'node:path';

/** A file of a data set that is missing or not what it should be. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';

  constructor(
    place: { readonly folder: string; readonly dataset: string },
    readonly file: string,
    /** What was expected and what was found. */
    readonly problem: string,
  ) {
    super(`${join(place.folder, file)}: ${problem}; run \`resnet data fetch ${place.dataset}\``);
  }
}
