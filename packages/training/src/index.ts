export {
  type LogIntervals,
  type Recipe,
  type Schedule,
  cifarRecipe,
  cifarWarmUpRecipe,
  budgetDivisors,
  scaleRecipe,
  smokeImages,
  rateAt,
} from './recipe/index.js';
export { type Experiment, type Member, memberOf, type MemberOptions } from './experiment/index.js';
export {
  deviations,
  type DeviationOptions,
  describeCommit,
  describeProvenance,
  type Provenance,
  describeMachine,
} from './record/index.js';
export {
  initializeParameters,
  createTrainingSession,
  optimizerOptions,
  type TrainingSessionOptions,
  estimateCost,
  type CostOptions,
  type RunCost,
  memberPrecision,
  type RunChoice,
  grantedCores,
  type GrantedCoresOptions,
  resolveEngine,
  type EngineChoice,
  type ResolvedEngine,
} from './start/index.js';
export type { EvaluationBatches, ImageData, MiniBatches, RunData, RunSource } from './data/index.js';
export {
  decodeSafetensors,
  encodeSafetensors,
  type Tensor,
  type TensorFile,
  readCheckpoint,
  type Checkpoint,
  type FoundCheckpoint,
  type TrainingState,
} from './checkpoints/index.js';
export { type LayerSignals, measureSignals } from './signals/index.js';
export {
  classIndices,
  describeFolder,
  evaluate,
  evaluateImages,
  type EvaluateOptions,
  evaluatePhotos,
  type EvaluatePhotosOptions,
  evaluateRun,
  type EvaluateRunOptions,
  type EvaluationProgress,
  type EvaluationResult,
  type FolderContent,
  imageMember,
  imageProtocols,
  photoMember,
  photoProtocol,
  type PhotoProtocolName,
  photoProtocolNames,
} from './evaluation/index.js';
export {
  type Exported,
  exportNetwork,
  importAuthorsResnet50,
  type Imported,
  type ImportedNetwork,
  importWeights,
  type NetworkInput,
  readTrainedNetwork,
  type WeightsImportOptions,
  writeNetworkFolder,
} from './weights/index.js';
export { type TrainingProgress, trainRun, type TrainRunOptions } from './run/index.js';
export { CheckpointError, DivergenceError, InterruptedError, RunSettingsError } from './errors.js';
