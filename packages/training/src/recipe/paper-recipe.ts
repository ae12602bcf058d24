import type { Network } from '@resnet/models';
import { cifarRecipe, cifarWarmUpRecipe } from './cifar-recipe.js';
import { imagenetRecipe } from './imagenet-recipe.js';
import type { Recipe } from './recipe.js';

/** Depths of CIFAR-10's networks that start with a lower rate (section 4.2). */
const warmUpFrom = 110;

/** The paper's protocol for a network: section 4.2, or section 3.4 for any photographs. */
export const paperRecipe = ({ dataset, depth }: Pick<Network, 'dataset' | 'depth'>): Recipe => {
  if (dataset === 'imagenet') return imagenetRecipe;
  return depth >= warmUpFrom ? cifarWarmUpRecipe : cifarRecipe;
};
