import { stringify } from 'csv-stringify/sync';
import { mean, sampleDeviation, shortSource } from '../statistics/index.js';
import { type DifferenceCell, formatDifference } from './difference-cell.js';
import { formatError, formatMeasurement, type Measurement } from './measurement.js';

/** A table as plain data, for Markdown, CSV and the report page alike. */
export interface Table {
  /** The name of its files: `table-6`. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  /** One cell for each column. */
  readonly rows: readonly (readonly Cell[])[];
  /** What holds for the whole table: protocol, budgets, deviations. */
  readonly notes: readonly string[];
}

export interface Column {
  readonly name: string;
  /** Numbers stand to the right. A measurement or a difference becomes several columns of a CSV file. */
  readonly kind: 'text' | 'number' | keyof typeof csvParts;
}

export type Cell = string | Measurement | DifferenceCell;

const csvParts = {
  measurement: ['mean', 's.d.', 'n', 'remarks'],
  difference: ['difference', 'low', 'high', 'from'],
} as const;

/** A cell as people read it. */
export const cellText = (cell: Cell): string => {
  if (typeof cell === 'string') return cell;
  return 'values' in cell ? formatMeasurement(cell) : formatDifference(cell);
};

/** The table in GitHub's Markdown, title first, notes last. */
export const tableMarkdown = (table: Table): string =>
  [`## ${table.title}`, tableBody(table), table.notes.map((note) => `- ${note}`).join('\n')].join('\n\n') + '\n';

/** Columns and rows in GitHub's Markdown. */
export const tableBody = ({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string => {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(columns.map(({ name }) => name)),
    `|${columns.map(({ kind }) => (kind === 'text' ? ' --- |' : ' ---: |')).join('')}`,
    ...rows.map((row) => line(row.map(cellText))),
  ].join('\n');
};

/** The table for a spreadsheet or a script: numbers in columns of their own. */
export const tableCsv = ({ columns, rows }: Table): string =>
  stringify([columns.flatMap(csvHeads), ...rows.map((row) => row.flatMap(csvCells))]);

const csvHeads = ({ name, kind }: Column): readonly string[] =>
  kind === 'text' || kind === 'number' ? [name] : csvParts[kind].map((part) => `${name} ${part}`);

const csvCells = (cell: Cell): readonly string[] => {
  if (typeof cell === 'string') return [cell];
  if (!('values' in cell)) return differenceCells(cell);
  const { values, remarks } = cell;
  return [
    values.length > 0 ? formatError(mean(values)) : '',
    values.length > 1 ? formatError(sampleDeviation(values)) : '',
    String(values.length),
    remarks.join('; '),
  ];
};

const differenceCells = ({ difference }: DifferenceCell): readonly string[] =>
  difference === null
    ? csvParts.difference.map(() => '')
    : [...[difference.value, difference.low, difference.high].map(formatError), shortSource(difference)];
