import type { JsonShape } from './json-shape.js';
import { MalformedFileError } from './malformed-file-error.js';

/** The text of a JSON file, its path, and what to do where it is malformed: as for a run's where not given. */
export interface JsonFile {
  readonly json: string;
  readonly file: string;
  readonly advice?: string;
}

/** Throws a `MalformedFileError` naming the line and the property of the first mismatch of a parsed file with a shape. */
export const checkShape = (value: unknown, shape: JsonShape, { json, ...place }: JsonFile): void => {
  const mismatch = shape(value, []);
  if (mismatch === null) return;
  const { path, expected, found } = mismatch;
  throw new MalformedFileError({
    ...place,
    line: lineOf(path, json),
    expected: path.length > 0 ? `${expected} at ${path.join('.')}` : expected,
    found: found === undefined ? 'nothing' : JSON.stringify(found),
  });
};

/** The value in the text of a file; throws a `MalformedFileError`, with the line where that is known, where it is no JSON. */
export const parseJson = (json: string, file: string, advice?: string): unknown => {
  try {
    // A byte order mark is read over.
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    // Node says where the end or a comma is missing, and not where a character is unexpected.
    const position = /position (\d+)/.exec(String(error))?.[1];
    throw new MalformedFileError({
      file,
      line: position === undefined ? undefined : json.slice(0, Number(position)).split('\n').length,
      expected: 'JSON',
      // It quotes the text around the mistake, whose lines it breaks.
      found: String(error).replaceAll(/\s+/g, ' '),
      ...(advice !== undefined && { advice }),
    });
  }
};

/**
 * The line of a property in JSON indented by two spaces, as run.json is written; of the nearest one around it where it
 * is missing.
 */
const lineOf = (path: readonly string[], json: string): number => {
  const lines = json.split('\n');
  let found = 0;
  for (const [depth, key] of path.entries()) {
    const start = `${'  '.repeat(depth + 1)}${JSON.stringify(key)}:`;
    const at = lines.findIndex((line, index) => index >= found && line.startsWith(start));
    if (at >= 0) found = at;
  }
  return found + 1;
};
