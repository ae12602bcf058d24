export { evaluate, type EvaluateOptions } from './evaluate.js';
export {
  type AppendedRows,
  checkAppendable,
  evaluateRun,
  type EvaluateRunOptions,
  type RunEvaluation,
} from './evaluate-run.js';
export { createMisclassified } from './misclassified.js';
export { averageStatistics } from './average-statistics.js';
export type { EvaluationProgress } from './evaluation-progress.js';
export { evaluatePhotos, type EvaluatePhotosOptions, type PhotoMember } from './evaluate-photos.js';
export { evaluateImages, type EvaluateImagesOptions, type ImageMember } from './evaluate-images.js';
export type { ImageProtocol } from './image-protocols.js';
export { protocolNamed } from './protocol-named.js';
export type { EvaluationResult, Prediction } from './results.js';
export type { Identified } from './ensemble-member.js';
export { commonImageSet } from './run-members.js';
export { describeFolder, type FolderContent, imageMember, photoMember } from './members.js';
