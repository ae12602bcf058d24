import { plainNetwork, residualNetwork } from '@resnet/models';
import { memberOf, type Experiment } from '@resnet/training';
import { imagenetteRecipe } from './recipe.js';

const shape = { classes: 10, input: 112, dataset: 'imagenet' } as const;
const depths = [18, 34];

export const tenClasses: Experiment = {
  id: 'imagenette/ten-classes',
  reproduces: 'Figure 4 and Table 2 on ten classes of ImageNet: 18 and 34 layers, plain and residual, and ResNet-50',
  claim:
    'Depth raises the training error of plain networks and does not raise that of residual networks, on photographs too.',
  dataset: 'imagenette',
  paired: true,
  members: [
    ...depths.map((depth) => plainNetwork({ depth, ...shape })),
    ...[...depths, 50].map((depth) => residualNetwork({ depth, ...shape })),
  ].map((network) => memberOf({ network, recipe: imagenetteRecipe })),
  enough: ['plain-18', 'plain-34'],
};
