export type * from './recipe.js';
export type * from './experiment.js';
