export { describePasses, legend, passesInWords, type PassesDescription } from './describe-passes.js';
export { loadOnednnEngine, type OnednnEngine } from './onednn-engine.js';
export { instructionSets, type InstructionSet } from './own-kernels.js';
