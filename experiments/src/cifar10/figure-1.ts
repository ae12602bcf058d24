import type { Experiment } from '@resnet/training';
import { figure6 } from './figure-6.js';
import { membersNamed } from '../members-named.js';

export const figure1: Experiment = {
  ...figure6,
  id: 'cifar10/figure-1',
  reproduces: 'Figure 1: training and test error of the plain networks of 20 and 56 layers',
  claim: 'The deeper plain network has higher training error, and thus higher test error.',
  members: membersNamed(figure6, ['plain-20', 'plain-56']),
};
