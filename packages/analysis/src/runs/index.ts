export { type BudgetRuns, budgetLabel, byBudget, iterationsOf, withPaperBudget } from './budget.js';
export { commitsText } from './commits-text.js';
export { type ConvolutionSignals, convolutionSignals, measuredRuns } from './convolution-signals.js';
export { errorsByIteration } from './errors-by-iteration.js';
export { imagesCounted } from './images-counted.js';
export {
  type ErrorKind,
  evaluationRows,
  finalError,
  finalValue,
  type Measure,
  measureNames,
  measures,
  type Quantity,
  quantityNames,
  type Top,
  topsOf,
} from './measure.js';
export { type AblationPair, ablationPairs, type OutputExperiment, outputName } from './output-experiment.js';
export {
  countedRuns,
  isOfExperiment,
  runsOfExperiment,
  runsOfMember,
  runsOfMembers,
  shortfall,
  withoutSmoke,
} from './select-runs.js';
export { pairedOutcomes, type PairedOutcomes, sameChecksums } from './paired-outcomes.js';
export { whyWithout } from './why-without.js';
