import type { Network } from '@resnet/models';
import { cifarRecipe, cifarWarmUpRecipe, type Member } from '@resnet/training';

/** A network with the recipe of section 4.2; those of 110 layers and more start with the lower rate. */
export const cifarMember = (network: Network, seeds: readonly number[] = [1]): Member => ({
  network,
  recipe: network.depth >= 110 ? cifarWarmUpRecipe : cifarRecipe,
  seeds,
});
