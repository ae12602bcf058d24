export {
  claimsCsv,
  claimsMarkdown,
  countRemarked,
  type OpenClaim,
  openClaims,
  seedRemark,
  testErrorNote,
  verdictNames,
} from './claims-table.js';
export { degradationTable } from './degradation-table.js';
export { differencesTable } from './differences-table.js';
export { experimentEnsembles, otherEnsembles, table5 } from './ensemble-table.js';
export { experimentTable } from './experiment-table.js';
export { formatError, formatErrors } from './measurement.js';
export { imagenetTable } from './imagenet-table.js';
export { firstAndLastTable, gradientRatiosTable } from './signals-tables.js';
export { table1 } from './table-1.js';
export { table6 } from './table-6.js';
export { type Table, cellText, tableBody, tableCsv, tableMarkdown } from './table.js';
export { jsonText } from './json-text.js';
export { ledgerCsv, ledgerTable } from './ledger-table.js';
