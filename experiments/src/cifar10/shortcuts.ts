import { residualNetwork } from '@resnet/models';
import type { Experiment, Member } from '@resnet/training';
import { figure6 } from './figure-6.js';
import { cifarMember } from './member.js';
import { membersNamed } from '../members-named.js';

const seeds = [1, 2, 3];

/** Options A, B and C at one depth; those of option A are the networks of Figure 6. */
const options = (depth: number): readonly Member[] => [
  ...membersNamed(figure6, [`resnet-${depth}`]).map((member) => ({ ...member, seeds })),
  cifarMember(residualNetwork({ depth, dataset: 'cifar10', shortcut: 'B' }), { seeds }),
  cifarMember(residualNetwork({ depth, dataset: 'cifar10', shortcut: 'C' }), { seeds }),
];

export const shortcuts: Experiment = {
  id: 'cifar10/shortcuts',
  reproduces: 'shortcut options A, B and C on CIFAR-10, which the paper compares on ImageNet (Table 3)',
  claim: 'Projection shortcuts are not essential: options B and C are little better than A.',
  dataset: 'cifar10',
  paired: true,
  members: [20, 32, 56].flatMap(options),
};
