export { evaluate, type EvaluateOptions } from './evaluate.js';
export { evaluateRun, type EvaluateRunOptions } from './evaluate-run.js';
export { createMisclassified } from './misclassified.js';
export { averageStatistics } from './average-statistics.js';
