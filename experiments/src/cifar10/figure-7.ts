import type { Experiment } from '@resnet/training';
import { figure6 } from './figure-6.js';
import { membersNamed } from '../members-named.js';

export const figure7: Experiment = {
  ...figure6,
  id: 'cifar10/figure-7',
  reproduces: 'Figure 7: the standard deviation of layer responses of plain and residual networks',
  claim: 'Residual networks have smaller layer responses than their plain twins, and deeper ones smaller still.',
  members: membersNamed(figure6, ['plain-20', 'plain-56', 'resnet-20', 'resnet-56', 'resnet-110']),
};
