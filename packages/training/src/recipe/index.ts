export type { LogIntervals, PhotoProtocol, Recipe } from './recipe.js';
export type { DropSchedule, PlateauError, PlateauSchedule, Schedule, WarmUp } from './schedule.js';
export { cifarRecipe, cifarWarmUpRecipe } from './cifar-recipe.js';
export { budgetDivisors, scaleRecipe, smokeImages } from './scale-recipe.js';
export { imagenetRecipe } from './imagenet-recipe.js';
export { initialPlateau, plateauAfterEvaluation, plateauAfterIteration, type PlateauState } from './plateau.js';
export { rateAt } from './rate-at.js';
export { continueWarmUp } from './warm-up.js';
export { countGroups, groupChoices, statisticsGroup } from './statistics-groups.js';
