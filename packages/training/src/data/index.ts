export { openPhotoData, type ImageData, type PhotoData, type RunData } from './run-data.js';
export { imageSetOf, runSets } from './run-sets.js';
export { photoInput, type PhotoInput } from './photo-input.js';
export { photoSetOf } from './photo-sets.js';
export type { BatchOptions, EvaluationBatches, EvaluationOptions, MiniBatches, RunSource } from './run-source.js';
export { openSource } from './open-source.js';
