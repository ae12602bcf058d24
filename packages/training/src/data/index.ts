export type { ImageData, RunData } from './run-data.js';
export type { BatchOptions, EvaluationBatches, EvaluationOptions, MiniBatches, RunSource } from './run-source.js';
export { openSource } from './open-source.js';
