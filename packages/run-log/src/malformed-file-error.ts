interface Malformed {
  readonly file: string;
  /** From 1; left out where it is not known. */
  readonly line?: number | undefined;
  readonly expected: string;
  readonly found: string;
  /** What to do, a sentence without its full stop. */
  readonly advice?: string;
}

/** A file of a run that does not hold what it must. */
export class MalformedFileError extends Error {
  override readonly name = 'MalformedFileError';

  constructor({
    file,
    line,
    expected,
    found,
    advice = 'Restore the file from version control, or train the run again with --fresh',
  }: Malformed) {
    super(`${file}${line === undefined ? '' : `, line ${line}`}: expected ${expected}, found ${found}. ${advice}`);
  }
}
