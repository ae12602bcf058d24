export type { IterationError, LedgerRow, LedgerValue } from './ledger-row.js';
export { ledgerRows } from './ledger-rows.js';
