import type { Experiment } from '@resnet/training';
import { figure6 } from './figure-6.js';
import { membersNamed } from '../members-named.js';

export const degradation: Experiment = {
  ...figure6,
  id: 'cifar10/degradation',
  reproduces: 'Figures 1 and 6 in four networks: 20 and 56 layers, plain and residual',
  claim: 'Depth raises the training error of plain networks and does not raise that of residual networks.',
  members: membersNamed(figure6, ['plain-20', 'resnet-20', 'plain-56', 'resnet-56']),
  enough: ['plain-20', 'plain-56'],
};
