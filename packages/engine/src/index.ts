export * from './engine.js';
export * from './program.js';
