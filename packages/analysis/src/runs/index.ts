export { type BudgetRuns, budgetLabel, byBudget, iterationsOf } from './budget.js';
export { imagesCounted } from './images-counted.js';
export { type OutputExperiment, outputName } from './output-experiment.js';
export {
  type ErrorKind,
  type ExperimentMembers,
  countedRuns,
  finalError,
  runsOfExperiment,
  runsOfMember,
  runsOfMembers,
  shortfall,
} from './select-runs.js';
