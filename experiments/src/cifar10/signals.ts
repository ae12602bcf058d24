import { plainNetwork, residualNetwork } from '@resnet/models';
import { cifarRecipe, cifarWarmUpRecipe, memberOf, type Experiment, type Recipe } from '@resnet/training';

/**
 * Powers of ten, since what the first updates do is over soon, and points between. On the quick budget the warm-up of plain-56
 * is over by 300, and 500 is the last iteration at rate 0.1. 64,000 is the end of the paper's budget.
 */
const signalsAt = [0, 1, 10, 100, 300, 500, 1000, 3000, 10_000, 30_000, 64_000];

const measured = (recipe: Recipe): Recipe => ({ ...recipe, log: { ...recipe.log, signalsAt } });

const pair = (depth: number) => [
  plainNetwork({ depth, dataset: 'cifar10' }),
  residualNetwork({ depth, dataset: 'cifar10' }),
];

export const signals: Experiment = {
  id: 'cifar10/signals',
  reproduces: 'section 4.1 on vanishing gradients: norms of gradients and variances of the signal, layer by layer',
  claim:
    'Batch normalization keeps signals from vanishing in plain networks: their gradients have healthy norms, so degradation has another cause.',
  dataset: 'cifar10',
  paired: true,
  // In bf16 the gradients of plain-56 have no direction in common with those in float32 (docs/deviations.md).
  members: [
    ...[20, 56].flatMap(pair).map((network) => ({ network, recipe: measured(cifarRecipe) })),
    // What the first updates at rate 0.1 do to deep networks, told apart from what depth does: 110 layers start like this.
    ...pair(56).map((network) => ({ network, recipe: measured(cifarWarmUpRecipe), variant: 'warm-up' })),
  ].map((options) => memberOf({ ...options, precision: 'f32' })),
};
