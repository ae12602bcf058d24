import type { LedgerRow } from '../ledger/index.js';

const decimals: Readonly<Record<LedgerRow['unit'], number>> = { percent: 2, 'standard deviation': 4 };

/** A number in the unit of its row of the ledger: a percentage with the paper's two decimals, a layer response with four. */
export const ledgerNumber = (value: number, { unit }: Pick<LedgerRow, 'unit'>): string => value.toFixed(decimals[unit]);

/** The paper's side of a row, `6.61 ± 0.16`; nothing where it prints no number. */
export const ledgerPaperText = (row: Pick<LedgerRow, 'unit' | 'paper' | 'paperDeviation'>): string =>
  row.paper === null ? '' : withDeviation(row.paper, row.paperDeviation ?? null, row);

const withDeviation = (value: number, deviation: number | null, row: Pick<LedgerRow, 'unit'>): string =>
  `${ledgerNumber(value, row)}${deviation === null ? '' : ` ± ${ledgerNumber(deviation, row)}`}`;

/** What every rendering of the ledger says of the iteration with the lowest error. */
export const bestIterationNote =
  'The best iteration is the one with the lowest mean over the seeds. Of a test error it is chosen on the test set: it is told here and stands for nothing.';

/** Ours in a row of the ledger, `6.61 ± 0.16 (n = 5)`; nothing where there is none. */
export const ledgerValueText = (row: Pick<LedgerRow, 'unit' | 'ours'>): string => {
  if (row.ours === null) return '';
  const { mean, sd, n } = row.ours;
  return `${withDeviation(mean, sd, row)} (n = ${n})`;
};
