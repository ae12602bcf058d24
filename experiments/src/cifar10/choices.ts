import { residualNetwork, type PaddedIdentityOptions } from '@resnet/models';
import { cifarRecipe, cifarWarmUpRecipe, memberOf, type Experiment, type Member, type Recipe } from '@resnet/training';
import { figure6 } from './figure-6.js';
import { membersNamed } from '../members-named.js';

const network = residualNetwork({ depth: 20, dataset: 'cifar10' });

/** ResNet-20 with another answer to one question. */
const choice = (variant: string, change: Partial<Recipe>): Member =>
  memberOf({ network, variant, recipe: { ...cifarRecipe, ...change } });

const shortcut = (variant: string, paddedIdentity: PaddedIdentityOptions): Member =>
  memberOf({
    network: residualNetwork({ depth: 20, dataset: 'cifar10', paddedIdentity }),
    variant,
    recipe: cifarRecipe,
  });

const { schedule } = cifarWarmUpRecipe;
// No training error reaches 101%, so the warm-up ends when its window is full: after 400 iterations at the paper's budget.
const afterWindow = { rate: 0.01, untilError: 101, window: 400 };

/**
 * Every question of the options table (docs/deviations.md), each with the answers that are not the default. `crop-logits`
 * trains as the default does and differs only where ten crops are averaged: `resnet evaluate --protocol 10-crop`.
 */
export const choices: Experiment = {
  id: 'cifar10/choices',
  reproduces: 'what the paper leaves open, one choice at a time, on ResNet-20',
  claim: 'No choice that the paper leaves open explains what it finds: ResNet-20 ends alike with each.',
  dataset: 'cifar10',
  paired: true,
  members: [
    ...membersNamed(figure6, ['resnet-20']),
    choice('45k', { trainingSet: '45k' }),
    choice('pad-black', { padValue: 'black' }),
    shortcut('average-pooling', { subsampling: 'average-pooling' }),
    shortcut('split-channels', { placement: 'split' }),
    choice('rate-outside', { momentumForm: 'rate-outside' }),
    choice('nesterov', { nesterov: true }),
    choice('decay-convolutions', { weightDecayOn: 'convolutions' }),
    choice('statistics-64', { batchStatistics: 64 }),
    choice('statistics-32', { batchStatistics: 32 }),
    choice('exact-average', { testStatistics: 'exact-average' }),
    choice('channel-deviation', { inputScale: 'per-channel-deviation' }),
    choice('fan-out', { initialization: 'fan-out' }),
    choice('crop-logits', { cropAverage: 'logits' }),
    choice('warm-up', { schedule }),
    choice('warm-up-400', { schedule: { ...schedule, warmUp: afterWindow } }),
  ],
};
