import type { LedgerRow } from '../ledger/index.js';
import { bestIterationNote, ledgerNumber, ledgerPaperText, ledgerValueText, type Table } from '../tables/index.js';
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
      { name: 'best iteration', kind: 'number' },
      { name: 'budget', kind: 'text' },
      { name: 'deviations', kind: 'text' },
      { name: 'remarks', kind: 'text' },
    ],
    rows: rows.map((row) => [
      row.table,
      row.cell,
      ledgerPaperText(row),
      ledgerValueText(row),
      differenceText(row),
      row.ours === null || row.unit !== 'percent'
        ? ''
        : `${ledgerNumber(row.ours.best.error, row)} at ${formatCount(row.ours.best.iteration)}`,
      row.ours === null ? '' : row.budget,
      numbers(row),
      [...(row.quoted ? ['quoted'] : []), ...(row.paperRemark === null ? [] : [row.paperRemark]), ...row.remarks].join(
        '; ',
      ),
    ]),
    notes: [
      'Quoted: a number of another method that the paper quotes; it is not trained here.',
      bestIterationNote,
      'The difference is told on the paper’s budget alone.',
      ...deviations.map((deviation, index) => `Deviation ${index + 1}: ${deviation}`),
    ],
  };
};

/** On a shorter budget a network is trained for another number of iterations than the paper's. */
const differenceText = (row: LedgerRow): string => {
  if (row.ours === null || row.paper === null || row.budget !== 'paper') return '';
  const difference = row.ours.mean - row.paper;
  return `${difference < 0 ? '−' : '+'}${ledgerNumber(Math.abs(difference), row)}`;
};
