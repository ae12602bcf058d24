import type { LedgerRow } from '../ledger/index.js';
import { ledgerNumber, ledgerValueText, type Table } from '../tables/index.js';
import { formatCount, unique } from '../words.js';

/** The ledger as a table: deviations are numbered, and told once below it. */
export const ledgerTable = (rows: readonly LedgerRow[]): Table => {
  const deviations = unique(rows.flatMap((row) => row.deviations));
  const numbers = (row: LedgerRow): string =>
    row.deviations.map((deviation) => String(deviations.indexOf(deviation) + 1)).join(', ');
  return {
    id: 'ledger',
    title: 'Every number of the paper on CIFAR-10, with ours beside it (errors in percent)',
    columns: [
      { name: 'where', kind: 'text' },
      { name: 'what', kind: 'text' },
      { name: 'paper', kind: 'number' },
      { name: 'ours', kind: 'number' },
      { name: 'difference', kind: 'number' },
      { name: 'lowest, at iteration', kind: 'number' },
      { name: 'budget', kind: 'text' },
      { name: 'deviations', kind: 'text' },
      { name: 'remarks', kind: 'text' },
    ],
    rows: rows.map((row) => [
      row.table,
      row.cell,
      row.paper === null ? '' : ledgerNumber(row.paper, row),
      ledgerValueText(row),
      row.ours === null || row.paper === null ? '' : signed(row.ours.mean - row.paper, row),
      row.ours === null || row.unit !== 'percent'
        ? ''
        : `${ledgerNumber(row.ours.best.error, row)}, ${formatCount(row.ours.best.iteration)}`,
      row.ours === null ? '' : row.budget,
      numbers(row),
      [...(row.quoted ? ['quoted'] : []), ...(row.paperRemark === null ? [] : [row.paperRemark]), ...row.remarks].join(
        '; ',
      ),
    ]),
    notes: [
      'Quoted: a number of another method that the paper quotes; it is not trained here.',
      'The lowest error is that of one iteration chosen on the test set. It is told, and stands for nothing.',
      ...deviations.map((deviation, index) => `Deviation ${index + 1}: ${deviation}`),
    ],
  };
};

const signed = (difference: number, row: LedgerRow): string =>
  `${difference < 0 ? '−' : '+'}${ledgerNumber(Math.abs(difference), row)}`;
