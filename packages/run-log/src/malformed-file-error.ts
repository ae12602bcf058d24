/** A file of a run that does not hold what it must. */
export class MalformedFileError extends Error {
  override readonly name = 'MalformedFileError';
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly expected: string;
  readonly found: string;

  constructor({ file, line, expected, found }: Pick<MalformedFileError, 'file' | 'line' | 'expected' | 'found'>) {
    super(
      `${file}, line ${line}: expected ${expected}, found ${found}. Restore the file from version control, or train the run again with --fresh`,
    );
    this.file = file;
    this.line = line;
    this.expected = expected;
    this.found = found;
  }
}
