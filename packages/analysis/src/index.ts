export {
  ablationPairs,
  type BudgetRuns,
  byBudget,
  countedRuns,
  type OutputExperiment,
  runsOfExperiment,
  withoutSmoke,
} from './runs/index.js';
export { type ErrorDifference, shortSource, signed } from './statistics/index.js';
export {
  type ClaimResult,
  errorsByBudget,
  errorText,
  judgePaper,
  type MemberErrors,
  observations,
  paragraphs,
  smokeSentence,
} from './claims/index.js';
export { imagenetTables } from './paper/index.js';
export { type LedgerRow, ledgerRows } from './ledger/index.js';
export {
  type ComparedLines,
  type ComparedSide,
  compareSides,
  compareWithPaper,
  type Comparison,
  type MeasureDifference,
  type PaperComparison,
  type SideDifference,
} from './compare/index.js';
export {
  claimsCsv,
  claimsMarkdown,
  degradationTable,
  differencesTable,
  experimentEnsembles,
  experimentTable,
  firstAndLastTable,
  formatErrors,
  gradientRatiosTable,
  imagenetTable,
  jsonText,
  ledgerCsv,
  ledgerTable,
  otherEnsembles,
  type Table,
  table1,
  table5,
  table6,
  tableBody,
  tableCsv,
  tableMarkdown,
} from './tables/index.js';
export {
  degradationFigure,
  drawFigures,
  type DrawnFigure,
  experimentFigure,
  type Figure,
  figure1,
  figure4,
  figure6,
  figure7,
  renderPng,
  signalsFigure,
  specText,
} from './charts/index.js';
export { drawnFigures, networkFigure } from './networks/index.js';
export { reportPage } from './report/index.js';
export { seedsText } from './words.js';
export { findEnsembles, findRuns, runKey } from '@resnet/run-log';
export type { EnsembleRecord, Run } from '@resnet/run-log';
