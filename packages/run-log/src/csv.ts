import { parse } from 'csv-parse/sync';
import type { Column, CsvFile } from './columns.js';
import { MalformedFileError } from './malformed-file-error.js';

/** The header line of a CSV file, with its line end. */
export const formatHeader = ({ columns }: CsvFile<never>): string => formatLine(columns.map(({ name }) => name));

/** A row as a line of the file, with its line end; numbers rounded to their column's decimals. */
export const formatRow = <Row>({ columns }: CsvFile<Row>, row: Row): string =>
  formatLine(columns.map(({ key, cells }) => formatCell(row[key], cells)));

const formatLine = (cells: readonly string[]): string => `${cells.join(',')}\n`;

const formatCell = (value: unknown, cells: Column<unknown>['cells']): string => {
  if (typeof cells === 'string' || 'words' in cells) return String(value);
  return String(Number(Number(value).toFixed(cells.decimals)));
};

/** The rows of a CSV file; throws a `MalformedFileError` naming the line of anything else. */
export const parseRows = <Row>(csv: CsvFile<Row>, text: string, file: string): Row[] => {
  const [header, ...lines] = splitCells(text, file);
  expectHeader(csv, header, file);
  return lines.map((cells, index) => parseRow(csv, cells, { file, line: index + 2 }));
};

interface Place {
  readonly file: string;
  readonly line: number;
}

const splitCells = (text: string, file: string): string[][] => {
  const line = text.split('\n').length;
  if (!text.endsWith('\n')) {
    throw new MalformedFileError({ file, line, expected: 'a line end after the last row', found: 'a torn row' });
  }
  return parse(text, { quote: null, relax_column_count: true });
};

const expectHeader = (csv: CsvFile<never>, cells: readonly string[] | undefined, file: string): void => {
  const expected = formatHeader(csv).trimEnd();
  const found = cells?.join(',') ?? 'an empty file';
  if (found !== expected) throw new MalformedFileError({ file, line: 1, expected, found });
};

const parseRow = <Row>({ columns }: CsvFile<Row>, cells: readonly string[], place: Place): Row => {
  if (cells.length !== columns.length) {
    const found = `${cells.length}: ${cells.join(',')}`;
    throw new MalformedFileError({ ...place, expected: `${columns.length} columns`, found });
  }
  const values = columns.map((column, index) => [column.key, parseCell(column, cells[index] ?? '', place)]);
  return Object.fromEntries(values) as Row;
};

const parseCell = <Row>({ name, cells }: Column<Row>, cell: string, place: Place): string | number => {
  const reject = (expected: string): never => {
    throw new MalformedFileError({ ...place, expected: `${expected} in column ${name}`, found: JSON.stringify(cell) });
  };
  if (cells === 'integer') return /^\d+$/.test(cell) ? Number(cell) : reject('a whole number');
  if ('words' in cells) return cells.words.includes(cell) ? cell : reject(`one of ${cells.words.join(', ')}`);
  return /^-?\d/.test(cell) && Number.isFinite(Number(cell)) ? Number(cell) : reject('a finite number');
};
