import { residualNetwork } from '@resnet/models';
import { memberOf, type Experiment } from '@resnet/training';
import { membersNamed } from '../members-named.js';
import { tenClasses } from './ten-classes.js';
import { imagenetteRecipe } from './recipe.js';

export const tenClassesShortcuts: Experiment = {
  ...tenClasses,
  id: 'imagenette/ten-classes-shortcuts',
  reproduces: 'Table 3 on ten classes of ImageNet: shortcut options A, B and C at 34 layers',
  claim: 'Projection shortcuts are not essential: options B and C are little better than A.',
  members: [
    ...membersNamed(tenClasses, ['resnet-34']),
    ...(['B', 'C'] as const).map((shortcut) =>
      memberOf({
        network: residualNetwork({ depth: 34, shortcut, classes: 10, input: 112, dataset: 'imagenet' }),
        recipe: imagenetteRecipe,
      }),
    ),
  ],
  enough: ['resnet-34', 'resnet-34-B'],
};
