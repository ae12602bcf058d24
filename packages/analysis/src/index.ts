export { type ExperimentMembers, type OutputExperiment, runsOfExperiment } from './runs/index.js';
export { mean, sampleDeviation } from './statistics/index.js';
export { observations, summary } from './claims/index.js';
export {
  type Cell,
  cellText,
  type Column,
  degradationTable,
  experimentTable,
  type Measurement,
  type Table,
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
  figure6,
  type FigureCaption,
  renderPng,
  specText,
} from './charts/index.js';
export { reportPage } from './report/index.js';
export { findRuns, writeDurably } from '@resnet/run-log';
export type { BudgetName, Run } from '@resnet/run-log';
