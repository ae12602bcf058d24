export type * from './recipe.js';
export type * from './experiment.js';
export * from './cifar-recipe.js';
export * from './scale-recipe.js';
export * from './rate-at.js';
