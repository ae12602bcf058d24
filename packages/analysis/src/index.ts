export {
  byBudget,
  countedRuns,
  type ExperimentMembers,
  type Measure,
  type OutputExperiment,
  type Quantity,
  runsOfExperiment,
  withoutSmoke,
} from './runs/index.js';
export { type ErrorDifference, type Interval, mean, sampleDeviation } from './statistics/index.js';
export {
  type Claim,
  type ClaimGroup,
  type ClaimResult,
  errorsByBudget,
  errorText,
  judgePaper,
  type MemberErrors,
  type Observation,
  observations,
  paragraphs,
  type Verdict,
} from './claims/index.js';
export { imagenetTables, type PrintedTable } from './paper/index.js';
export { type IterationError, type LedgerRow, ledgerRows, type LedgerValue } from './ledger/index.js';
export {
  type ComparedLines,
  type ComparedSide,
  compareSides,
  compareWithPaper,
  type Comparison,
  type CurvePoint,
  type MeasureDifference,
  type PaperComparison,
  type PaperDifference,
  type SideDifference,
} from './compare/index.js';
export {
  type Cell,
  cellText,
  claimsCsv,
  claimsMarkdown,
  type Column,
  degradationTable,
  experimentEnsembles,
  experimentTable,
  formatErrors,
  imagenetTable,
  jsonText,
  ledgerCsv,
  ledgerMarkdown,
  type Measurement,
  otherEnsembles,
  type Table,
  table1,
  table5,
  table6,
  tableBody,
  tableCsv,
  tableMarkdown,
  verdictNames,
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
  type FigureCaption,
  renderPng,
  signalsFigure,
  specText,
} from './charts/index.js';
export { blockFigure, drawnFigures, type DrawnNetwork, networkFigure } from './networks/index.js';
export { reportPage } from './report/index.js';
export { seedsText } from './words.js';
export { findEnsembles, findRuns, runKey } from '@resnet/run-log';
export type { BudgetName, EnsembleRecord, Run } from '@resnet/run-log';
