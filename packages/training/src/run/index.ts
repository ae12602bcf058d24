export { trainRun, type TrainRunOptions } from './train-run.js';
export type { TrainingProgress } from './trainer.js';
