export type { LedgerRow } from './ledger-row.js';
export { ledgerRows } from './ledger-rows.js';
