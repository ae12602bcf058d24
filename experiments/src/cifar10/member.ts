import type { Network } from '@resnet/models';
import { cifarRecipe, cifarWarmUpRecipe, memberOf, type Member, type MemberOptions } from '@resnet/training';

/** A network with the recipe of section 4.2; those of 110 layers and more start with the lower rate. */
export const cifarMember = (network: Network, options: Omit<MemberOptions, 'network' | 'recipe'> = {}): Member =>
  memberOf({ ...options, network, recipe: network.depth >= 110 ? cifarWarmUpRecipe : cifarRecipe });
