import type { Network } from '@resnet/models';
import { imagenetRecipe, memberOf, type Member } from '@resnet/training';

/** A network trained as section 3.4 says. */
export const imagenetMember = (network: Network): Member => memberOf({ network, recipe: imagenetRecipe });
