interface Malformed extends Pick<MalformedFileError, 'file' | 'line' | 'expected' | 'found'> {
  readonly advice?: string;
}

/** A file of a run that does not hold what it must. */
export class MalformedFileError extends Error {
  override readonly name = 'MalformedFileError';
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly expected: string;
  readonly found: string;

  /** `advice`: what to do, a sentence without its full stop. */
  constructor({
    file,
    line,
    expected,
    found,
    advice = 'Restore the file from version control, or train the run again with --fresh',
  }: Malformed) {
    super(`${file}, line ${line}: expected ${expected}, found ${found}. ${advice}`);
    this.file = file;
    this.line = line;
    this.expected = expected;
    this.found = found;
  }
}
