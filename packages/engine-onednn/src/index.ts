export { describePasses, legend, passesInWords } from './describe-passes.js';
export { loadOnednnEngine } from './onednn-engine.js';
export { instructionSets, type InstructionSet } from './own-kernels.js';
