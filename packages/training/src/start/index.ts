export { initializeParameters } from './initialize-parameters.js';
export { createTrainingSession, type TrainingSessionOptions } from './create-training-session.js';
export {
  measureMemory,
  type MemoryUse,
  sessionMemory,
  type SessionMemory,
  type SessionMemoryOptions,
} from './session-memory.js';
export type { ResolvedEngine } from './resolved-engine.js';
export { grantedCores, type GrantedCoresOptions } from './granted-cores.js';
export { checkFits, groupsAskedFor, planRun, type RunChoice, type RunPlan } from './run-plan.js';
export { type CostOptions, estimateCost, type RunCost } from './estimate-cost.js';
