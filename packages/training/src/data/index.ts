export { openPhotoData, type ImageData, type PhotoData, type RunData } from './run-data.js';
export { runSets } from './run-sets.js';
export type { BatchOptions, EvaluationBatches, EvaluationOptions, MiniBatches, RunSource } from './run-source.js';
export { openSource } from './open-source.js';
