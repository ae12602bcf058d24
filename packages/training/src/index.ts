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
  describeMachine,
  differences,
  differencesFromMember,
} from './record/index.js';
export {
  initializeParameters,
  createTrainingSession,
  type TrainingSessionOptions,
  estimateCost,
  type CostOptions,
  checkFits,
  groupsAskedFor,
  measureMemory,
  type MemoryUse,
  sessionMemory,
  type SessionMemory,
  grantedCores,
} from './start/index.js';
export { openPhotoData, type RunData } from './data/index.js';
export {
  checkAppendable,
  describeFolder,
  evaluateImages,
  evaluatePhotos,
  evaluateRun,
  type EvaluationProgress,
  type EvaluationResult,
  type FolderContent,
  type Identified,
  commonImageSet,
  imageMember,
  photoMember,
  protocolNamed,
} from './evaluation/index.js';
export {
  exportNetwork,
  importAuthorsResnet50,
  type Imported,
  importWeights,
  type NetworkInput,
  readRunNetwork,
  writeNetworkFolder,
} from './weights/index.js';
export { type TrainingProgress, trainRun } from './run/index.js';
export { CheckpointError, DivergenceError, InterruptedError, RunSettingsError } from './errors.js';
