export { advance, initialState, intervalAverages, type TrainingState, withEmptyInterval } from './training-state.js';
export { describedTensors, parametersIn } from './described-tensors.js';
export { readFinalParameters, removeFinalParameters } from './final-parameters.js';
export { decodeSafetensors, decodeTensors, encodeSafetensors, type Tensor, type TensorFile } from './safetensors.js';
export {
  type Checkpoint,
  type FoundCheckpoint,
  readCheckpoint,
  readUnlockedCheckpoint,
  removeCheckpoints,
  settleCheckpoint,
  writeCheckpoint,
} from './checkpoint.js';
