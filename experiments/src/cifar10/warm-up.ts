import { cifarWarmUpRecipe, memberOf, type Experiment } from '@resnet/training';
import { membersNamed } from '../members-named.js';
import { figure6 } from './figure-6.js';

const atFullRate = membersNamed(figure6, ['plain-56', 'resnet-56']);

export const warmUp: Experiment = {
  id: 'cifar10/warm-up',
  reproduces: 'the lower rate at the start, which the paper gives to 110 layers alone, on 56 layers (/warm-up)',
  claim: 'Plain networks degrade with depth also where their first updates are small.',
  dataset: 'cifar10',
  paired: true,
  members: [
    ...membersNamed(figure6, ['plain-20']),
    ...atFullRate,
    ...atFullRate.map(({ network }) => memberOf({ network, recipe: cifarWarmUpRecipe, variant: 'warm-up' })),
  ],
};
