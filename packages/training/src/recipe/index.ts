export type { LogIntervals, Recipe, Schedule } from './recipe.js';
export { cifarRecipe, cifarWarmUpRecipe } from './cifar-recipe.js';
export { budgetDivisors, scaleRecipe, smokeImages } from './scale-recipe.js';
export { rateAt } from './rate-at.js';
export { continueWarmUp } from './warm-up.js';
