import type { Recipe } from './recipe.js';

/** Images per statistics group. A mini-batch smaller than a group, as on the smoke budget, is one group. */
export const statisticsGroup = ({
  batchStatistics,
  batchSize,
}: Pick<Recipe, 'batchStatistics' | 'batchSize'>): number =>
  batchStatistics === 'mini-batch' ? batchSize : Math.min(batchStatistics, batchSize);

/** How many statistics groups a mini-batch of a recipe has. */
export const countGroups = (recipe: Pick<Recipe, 'batchStatistics' | 'batchSize'>): number =>
  recipe.batchSize / statisticsGroup(recipe);

/** How many groups can be computed at once, the most first: numbers that divide them. */
export const groupChoices = (recipe: Pick<Recipe, 'batchStatistics' | 'batchSize'>): readonly number[] => {
  const groups = countGroups(recipe);
  return Array.from({ length: groups }, (_, index) => groups - index).filter((count) => groups % count === 0);
};
