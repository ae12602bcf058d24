export {
  type Recipe,
  type Schedule,
  type PhotoProtocol,
  type DropSchedule,
  type PlateauSchedule,
  imagenetRecipe,
  cifarRecipe,
  cifarWarmUpRecipe,
  paperRecipe,
  scaleRecipe,
  smokeImages,
  countGroups,
  statisticsGroup,
} from './recipe/index.js';
export { checkPhotoSizes, type Experiment, type Member, memberOf, type MemberOptions } from './experiment/index.js';
export {
  describeCommit,
  describeProvenance,
  type Provenance,
  describeMachine,
  differences,
  differencesFromMember,
  type MemberToday,
} from './record/index.js';
export {
  initializeParameters,
  createTrainingSession,
  type TrainingSessionOptions,
  estimateCost,
  type CostOptions,
  type RunCost,
  groupsAskedFor,
  measureMemory,
  type MemoryUse,
  sessionMemory,
  type SessionMemory,
  grantedCores,
  type GrantedCoresOptions,
} from './start/index.js';
export { openPhotoData, type ImageData, type PhotoData, type RunData } from './data/index.js';
export {
  checkAppendable,
  describeFolder,
  evaluateImages,
  evaluatePhotos,
  type EvaluatePhotosOptions,
  evaluateRun,
  type EvaluateRunOptions,
  type EvaluationProgress,
  type EvaluationResult,
  type FolderContent,
  type Identified,
  imageMember,
  imageProtocolNames,
  photoMember,
  photoProtocolNames,
  protocolNamed,
  type RunEvaluation,
} from './evaluation/index.js';
export {
  type Exported,
  exportNetwork,
  importAuthorsResnet50,
  type Imported,
  importWeights,
  type NetworkInput,
  readRunNetwork,
  type RunNetwork,
  type WeightsImportOptions,
  writeNetworkFolder,
} from './weights/index.js';
export { type TrainingProgress, trainRun, type TrainRunOptions } from './run/index.js';
export { CheckpointError, DivergenceError, InterruptedError, RunSettingsError } from './errors.js';
