import type { Network } from '@resnet/models';
import { memberOf, paperRecipe, type Member, type MemberOptions } from '@resnet/training';

/**
 * A network with the recipe of section 4.2; those of 110 layers and more start with the lower rate. Throws a `TypeError` for
 * another recipe, which no compiler may have looked at.
 */
export const cifarMember = (network: Network, options: Omit<MemberOptions, 'network' | 'recipe'> = {}): Member => {
  if ('recipe' in options)
    throw new TypeError('expected no recipe for cifarMember, which has that of section 4.2, got one: use memberOf');
  return memberOf({ ...options, network, recipe: paperRecipe({ dataset: 'cifar10', depth: network.depth }) });
};
