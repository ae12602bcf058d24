import { plainNetwork, residualNetwork } from '@resnet/models';
import type { Experiment } from '@resnet/training';
import { cifarMember } from './member.js';

const plain = [20, 32, 44, 56, 110].map((depth) => cifarMember(plainNetwork({ depth, dataset: 'cifar10' })));
const residual = [20, 32, 44, 56, 110, 1202].map((depth) =>
  cifarMember(residualNetwork({ depth, dataset: 'cifar10' })),
);

export const figure6: Experiment = {
  id: 'cifar10/figure-6',
  reproduces:
    'Figure 6: training and test error of plain networks, residual networks, and those of 110 and 1202 layers',
  claim:
    'Deeper plain networks have higher training error; deeper residual networks have lower error, and even 1202 layers train.',
  dataset: 'cifar10',
  members: [...plain, ...residual],
};
