/** What a test of the command as a process needs of it: the same start, the same answers, and runs of its own. */
export { carryOut } from './carry-out.js';
export { guardOutputs } from './process/guard-outputs.js';
export { holdSignals } from './process/hold-signals.js';
export type { TrainAllOptions } from './run/train-all.js';

/** Loads what trains; the rest of this module is there at once. */
export const loadTrainAll = async () => (await import('./run/train-all.js')).trainAll;
