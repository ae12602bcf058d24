export * from './engine.js';
export * from './program.js';
export * from './flatten.js';
