import { stringify } from 'csv-stringify/sync';
import type { LedgerRow } from '../ledger/index.js';
import { formatCount, unique } from '../words.js';
import { bestIterationNote, ledgerNumber, ledgerPaperText, ledgerValueText } from './ledger-value.js';
import { tableMarkdown } from './table.js';

/** The ledger in GitHub's Markdown; `linkOf` says where a run's folder lies from the page. */
export const ledgerMarkdown = (rows: readonly LedgerRow[], linkOf: (run: string) => string): string => {
  const deviations = unique(rows.flatMap((row) => row.deviations));
  return tableMarkdown({
    id: 'ledger',
    title: 'Ledger: every number of the paper about CIFAR-10, and ours',
    columns: [
      { name: 'table or figure', kind: 'text' },
      { name: 'what', kind: 'text' },
      { name: 'paper', kind: 'number' },
      { name: 'budget', kind: 'text' },
      { name: 'ours, last iteration', kind: 'number' },
      { name: 'best iteration', kind: 'number' },
      { name: 'deviations', kind: 'text' },
      { name: 'runs', kind: 'text' },
    ],
    rows: rows.map((row) => [
      row.table,
      row.cell,
      paperText(row),
      row.quoted ? '–' : row.budget,
      oursText(row),
      bestText(row),
      row.deviations.map((deviation) => `(${deviations.indexOf(deviation) + 1})`).join(' '),
      row.runs.map((run) => `[${run.split('/').at(-1) ?? run}](${linkOf(run)})`).join(', '),
    ]),
    notes: [
      'Errors in percent, layer responses as standard deviations, mean over the layers; test error on the single original view. Ours is that of the last iteration, as the paper reports it: mean ± sample standard deviation over n seeds.',
      bestIterationNote,
      'Quoted: the paper’s number of a method that this suite does not train.',
      ...deviations.map((deviation, index) => `Deviation (${index + 1}): ${deviation}`),
    ],
  });
};

const paperText = (row: LedgerRow): string => {
  if (row.paper === null) return row.paperRemark ?? '–';
  return `${ledgerPaperText(row)}${row.quoted ? ' (quoted)' : ''}`;
};

const oursText = (row: LedgerRow): string => (row.quoted ? '–' : [...lastText(row), ...row.remarks].join('; '));

const lastText = (row: LedgerRow): readonly string[] =>
  row.ours === null ? [] : [`${ledgerValueText(row)} at ${formatCount(row.ours.last.iteration)}`];

const bestText = (row: LedgerRow): string => {
  if (row.ours === null) return '';
  const { iteration, error } = row.ours.best;
  return `${ledgerNumber(error, row)} at ${formatCount(iteration)}`;
};

/** One line for each row, for a spreadsheet or a script. */
export const ledgerCsv = (rows: readonly LedgerRow[]): string =>
  stringify([
    [
      ...['table', 'cell', 'unit', 'paper', 'paper s.d.', 'paper remark', 'quoted', 'budget', 'mean', 's.d.', 'n'],
      ...['last iteration', 'last error', 'best iteration', 'best error', 'deviations', 'remarks', 'runs'],
    ],
    ...rows.map((row) => [
      ...[
        row.table,
        row.cell,
        row.unit,
        row.paper === null ? '' : ledgerNumber(row.paper, row),
        row.paperDeviation === undefined ? '' : ledgerNumber(row.paperDeviation, row),
        row.paperRemark ?? '',
        row.quoted ? 'yes' : 'no',
        row.budget,
      ],
      ...valueCells(row),
      ...[row.deviations.join(' '), row.remarks.join('; '), row.runs.join(' ')],
    ]),
  ]);

const valueCells = (row: LedgerRow): readonly string[] => {
  if (row.ours === null) return ['', '', '0', '', '', '', ''];
  const { mean, sd, n, last, best } = row.ours;
  const points = [last, best].flatMap(({ iteration, error }) => [String(iteration), ledgerNumber(error, row)]);
  return [ledgerNumber(mean, row), sd === null ? '' : ledgerNumber(sd, row), String(n), ...points];
};
