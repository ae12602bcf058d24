import { parse } from 'csv-parse/sync';
import type { Column, CsvFile } from './columns.js';
import { MalformedFileError } from './malformed-file-error.js';

/** The header line of a CSV file, with its line end. */
export const formatHeader = ({ columns }: CsvFile<never>): string => formatLine(columns.map(({ name }) => name));

/** The file as its text began it: with the columns of an older version where its header has those. */
export const asBegun = <Row>(csv: CsvFile<Row>, text: string): CsvFile<Row> => {
  const older = { ...csv, columns: csv.columns.filter(({ added }) => added !== true) };
  return withoutByteOrderMark(text).replace('\r\n', '\n').startsWith(formatHeader(older)) ? older : csv;
};

/** A row as a line of the file, with its line end; numbers rounded to their column's decimals or digits. */
export const formatRow = <Row>({ columns }: CsvFile<Row>, row: Row): string =>
  formatLine(columns.map(({ key, cells }) => formatCell(row[key], cells)));

const formatLine = (cells: readonly string[]): string => `${cells.join(',')}\n`;

const formatCell = (value: unknown, cells: Column<unknown>['cells']): string => {
  if (typeof cells === 'string' || 'words' in cells) return String(value);
  if (value === null) return '';
  if ('digits' in cells) return String(Number(Number(value).toPrecision(cells.digits)));
  return String(Number(Number(value).toFixed(cells.decimals)));
};

/** The rows of a CSV file, and whether something followed the last whole one. */
export interface ParsedRows<Row> {
  readonly rows: Row[];
  /** Whether the end was torn, as a crash or a full disk leaves it: half a row, half a header, or NULs. */
  readonly torn: boolean;
}

/**
 * The rows of a CSV file up to its last whole one, whatever it was cut in; a byte order mark and CRLF are read over. Throws a
 * `MalformedFileError` naming the line of anything else.
 */
export const parseRows = <Row extends { readonly iteration: number }>(
  csv: CsvFile<Row>,
  text: string,
  file: string,
): ParsedRows<Row> => {
  const lines = withoutByteOrderMark(text).replaceAll('\r\n', '\n');
  const whole = lines.slice(0, lines.lastIndexOf('\n') + 1);
  const torn = whole.length < lines.length;
  if (whole === '' && isTornHeader(csv, lines)) return { rows: [], torn };
  const [header, ...cells] = parse(torn && whole === '' ? lines : whole, { quote: null, relax_column_count: true });
  const begun = asBegun(csv, whole);
  expectHeader(begun, header, file);
  const empty = Object.fromEntries(csv.columns.map(({ key }) => [key, null]));
  const rows = cells.map((row, index) => ({ ...empty, ...parseRow(begun, row, { file, line: index + 2 }) }));
  expectOrder(csv, rows, file);
  return { rows, torn };
};

interface Place {
  readonly file: string;
  readonly line: number;
}

const withoutByteOrderMark = (text: string): string => text.replace(/^\uFEFF/, '');

/** Nothing, NULs, or the beginning of the header. */
const isTornHeader = (csv: CsvFile<never>, text: string): boolean =>
  formatHeader(csv).startsWith(text.replace(/\0+$/, ''));

const expectHeader = (csv: CsvFile<never>, cells: readonly string[] | undefined, file: string): void => {
  const expected = formatHeader(csv).trimEnd();
  const found = cells?.join(',') ?? '';
  // Quoted, so that what cannot be seen in it is seen.
  if (found !== expected) throw new MalformedFileError({ file, line: 1, expected, found: JSON.stringify(found) });
};

/** A row that is there twice, or after one of a later iteration, was not written by a run. */
const expectOrder = <Row extends { readonly iteration: number }>(
  { columns }: CsvFile<Row>,
  rows: readonly Row[],
  file: string,
): void => {
  const naming = columns.filter(
    ({ cells, key }) => key === 'iteration' || cells === 'path' || (typeof cells === 'object' && 'words' in cells),
  );
  const nameOf = (row: Row): string => naming.map(({ key }) => String(row[key])).join(', ');
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    const isNew = !seen.has(nameOf(row));
    seen.add(nameOf(row));
    if (before === undefined || (before.iteration <= row.iteration && isNew)) continue;
    const expected = `a row after that of iteration ${nameOf(before)}`;
    throw new MalformedFileError({ file, line: index + 2, expected, found: `one of iteration ${nameOf(row)}` });
  }
};

const parseRow = <Row>({ columns }: CsvFile<Row>, cells: readonly string[], place: Place): Row => {
  if (cells.length !== columns.length) {
    const found = `${cells.length}: ${cells.join(',')}`;
    throw new MalformedFileError({ ...place, expected: `${columns.length} columns`, found });
  }
  const values = columns.map((column, index) => [column.key, parseCell(column, cells[index] ?? '', place)]);
  return Object.fromEntries(values) as Row;
};

const parseCell = <Row>({ name, cells }: Column<Row>, cell: string, place: Place): string | number | null => {
  const reject = (expected: string): never => {
    throw new MalformedFileError({ ...place, expected: `${expected} in column ${name}`, found: JSON.stringify(cell) });
  };
  if (cells === 'path') return /^[^\s,]+$/.test(cell) ? cell : reject('a path');
  if (cells === 'integer') return /^\d+$/.test(cell) ? Number(cell) : reject('a whole number');
  if ('words' in cells) return cells.words.includes(cell) ? cell : reject(`one of ${cells.words.join(', ')}`);
  if (cells.optional && cell === '') return null;
  return /^-?\d/.test(cell) && Number.isFinite(Number(cell)) ? Number(cell) : reject('a finite number');
};
