import type { Network } from '@resnet/models';
import { memberOf, paperRecipe, type Member, type MemberOptions } from '@resnet/training';

/** A network with the recipe of section 4.2; those of 110 layers and more start with the lower rate. */
export const cifarMember = (network: Network, options: Omit<MemberOptions, 'network' | 'recipe'> = {}): Member =>
  memberOf({ ...options, network, recipe: paperRecipe({ dataset: 'cifar10', depth: network.depth }) });
