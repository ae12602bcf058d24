import { stringify } from 'csv-stringify/sync';
import type { LedgerRow } from '../ledger/index.js';
import { formatCount, unique } from '../words.js';
import type { Table } from './table.js';

/**
 * The ledger as a table: deviations are numbered, and told once below it. With `linkOf`, which says where a run's folder
 * lies, it has the runs of each row as links in Markdown.
 */
export const ledgerTable = (rows: readonly LedgerRow[], linkOf?: (run: string) => string): Table => {
  const deviations = unique(rows.flatMap((row) => row.deviations));
  const links = (row: LedgerRow): readonly string[] =>
    linkOf === undefined
      ? []
      : [row.runs.map((run) => `[${run.split('/').at(-1) ?? run}](${target(linkOf(run))})`).join(', ')];
  return {
    id: 'ledger',
    title: 'Ledger: every number of the paper about CIFAR-10, and ours',
    columns: [
      { name: 'table or figure', kind: 'text' },
      { name: 'what', kind: 'text' },
      { name: 'paper', kind: 'number' },
      { name: 'budget', kind: 'text' },
      { name: 'ours', kind: 'number' },
      { name: 'difference', kind: 'number' },
      { name: 'best iteration', kind: 'number' },
      { name: 'deviations', kind: 'text' },
      { name: 'remarks', kind: 'text' },
      ...(linkOf === undefined ? [] : [{ name: 'runs', kind: 'text' as const }]),
    ],
    rows: rows.map((row) => [
      row.table,
      row.cell,
      paperText(row),
      row.quoted ? '' : row.budget,
      oursText(row),
      differenceText(row),
      bestText(row),
      row.deviations.map((deviation) => `(${deviations.indexOf(deviation) + 1})`).join(' '),
      [...(row.quoted ? ['quoted'] : []), ...(row.paperRemark === null ? [] : [row.paperRemark]), ...row.remarks].join(
        '; ',
      ),
      ...links(row),
    ]),
    notes: [
      'Errors in percent, layer responses as standard deviations, mean over the layers; test error on the single original view. Ours is that of the last iteration, as the paper reports it: mean ± sample standard deviation over n seeds.',
      'The difference is told on the paper’s budget alone.',
      'The best iteration is the one with the lowest mean over the seeds. Of a test error it is chosen on the test set: it is told here and stands for nothing.',
      'Quoted: the paper’s number of a method that this suite does not train.',
      ...deviations.map((deviation, index) => `Deviation (${index + 1}): ${deviation}`),
    ],
  };
};

const decimals: Readonly<Record<LedgerRow['unit'], number>> = { percent: 2, 'standard deviation': 4 };

/** A percentage with the paper's two decimals, a layer response with four. */
const numberText = (value: number, { unit }: LedgerRow): string => value.toFixed(decimals[unit]);

const withDeviation = (value: number, deviation: number | null, row: LedgerRow): string =>
  `${numberText(value, row)}${deviation === null ? '' : ` ± ${numberText(deviation, row)}`}`;

const paperText = (row: LedgerRow): string =>
  row.paper === null ? '' : withDeviation(row.paper, row.paperDeviation ?? null, row);

const oursText = (row: LedgerRow): string =>
  row.ours === null ? '' : `${withDeviation(row.ours.last.error, row.ours.sd, row)} (n = ${row.ours.n})`;

/** On a shorter budget a network is trained for another number of iterations than the paper's. */
const differenceText = (row: LedgerRow): string => {
  if (row.ours === null || row.paper === null || row.budget !== 'paper') return '';
  const difference = row.ours.last.error - row.paper;
  return `${difference < 0 ? '−' : '+'}${numberText(Math.abs(difference), row)}`;
};

/** Layer responses are taken after the last iteration alone. */
const bestText = (row: LedgerRow): string =>
  row.ours === null || row.unit !== 'percent'
    ? ''
    : `${numberText(row.ours.best.error, row)} at ${formatCount(row.ours.best.iteration)}`;

/** One line for each row, for a spreadsheet or a script. */
export const ledgerCsv = (rows: readonly LedgerRow[]): string =>
  stringify([
    [
      ...['table', 'cell', 'unit', 'paper', 'paper s.d.', 'paper remark', 'quoted', 'budget', 'n', 's.d.'],
      ...['last iteration', 'last error', 'best iteration', 'best error', 'deviations', 'remarks', 'runs'],
    ],
    ...rows.map((row) => [
      ...[
        row.table,
        row.cell,
        row.unit,
        row.paper === null ? '' : numberText(row.paper, row),
        row.paperDeviation === undefined ? '' : numberText(row.paperDeviation, row),
        row.paperRemark ?? '',
        row.quoted ? 'yes' : 'no',
        row.budget,
      ],
      ...valueCells(row),
      ...[row.deviations.join(' '), row.remarks.join('; '), row.runs.join(' ')],
    ]),
  ]);

const valueCells = (row: LedgerRow): readonly string[] => {
  if (row.ours === null) return ['0', '', '', '', '', ''];
  const { sd, n, last, best } = row.ours;
  const points = [last, best].flatMap(({ iteration, error }) => [String(iteration), numberText(error, row)]);
  return [String(n), sd === null ? '' : numberText(sd, row), ...points];
};

/** Of a link in Markdown: one with spaces or brackets stands between angle brackets. */
const target = (path: string): string => (/[\s()]/.test(path) ? `<${path}>` : path);
