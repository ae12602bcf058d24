export * from './engine.js';
export * from './program.js';
export * from './flatten.js';
export * from './check-arguments.js';
export { referenceEngine } from './reference/reference-engine.js';
