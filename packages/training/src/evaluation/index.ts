export { evaluate, type EvaluateOptions } from './evaluate.js';
export { evaluateRun, type EvaluateRunOptions } from './evaluate-run.js';
export { createMisclassified } from './misclassified.js';
export { averageStatistics } from './average-statistics.js';
export {
  type EvaluationProgress,
  evaluatePhotos,
  type EvaluatePhotosOptions,
  type PhotoMember,
} from './evaluate-photos.js';
export { evaluateImages, type EvaluateImagesOptions, type ImageMember, imageProtocols } from './evaluate-images.js';
export { type PhotoProtocol, photoProtocol, type PhotoProtocolName, photoProtocolNames } from './photo-protocols.js';
export type { EvaluationResult, Prediction } from './results.js';
export { classIndices } from './class-indices.js';
export { describeFolder, type FolderContent, imageMember, photoMember } from './members.js';
