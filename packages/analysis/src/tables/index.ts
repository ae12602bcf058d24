export { claimsCsv, claimsMarkdown, verdictNames } from './claims-table.js';
export { degradationTable } from './degradation-table.js';
export { experimentTable } from './experiment-table.js';
export { type Measurement, formatError, measure } from './measurement.js';
export { table6 } from './table-6.js';
export { tableNotes } from './table-notes.js';
export { type Cell, type Column, type Table, cellText, tableBody, tableCsv, tableMarkdown } from './table.js';
export { jsonText } from './json-text.js';
export { ledgerCsv, ledgerMarkdown } from './ledger-table.js';
