import { plainNetwork, residualNetwork } from '@resnet/models';
import { cifarWarmUpRecipe, memberOf, type Experiment } from '@resnet/training';
import { imagenetteRecipe } from './recipe.js';
import { shape } from './ten-classes.js';

/** Rate 0.01 until the training error is below 80%, as section 4.2 has it for 110 layers. */
const recipe = { ...imagenetteRecipe, schedule: cifarWarmUpRecipe.schedule };

export const tenClassesWarmUp: Experiment = {
  id: 'imagenette/ten-classes-warm-up',
  reproduces: 'plain and residual networks on ten classes of ImageNet with the warm-up of section 4.2',
  claim:
    'Residual networks learn more slowly than plain ones in the first iterations, because rate 0.1 is too large for them there.',
  dataset: 'imagenette',
  paired: true,
  members: [18, 34]
    .flatMap((depth) => [plainNetwork({ depth, ...shape }), residualNetwork({ depth, ...shape })])
    .map((network) => memberOf({ network, variant: 'warm-up', recipe })),
  enough: ['plain-18/warm-up', 'resnet-18/warm-up'],
};
