export * from './engine.js';
export * from './program.js';
export * from './flatten.js';
export * from './check-arguments.js';
export { attempt } from './attempt.js';
export { referenceEngine } from './reference/reference-engine.js';
export { lookUp } from './reference/pass.js';
export { memoryLimit } from './memory-limit.js';
export { imagesByPass, labelsByPass, passesOf, type Passes } from './passes.js';
