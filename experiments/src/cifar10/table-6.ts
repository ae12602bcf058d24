import type { Experiment } from '@resnet/training';
import { figure6 } from './figure-6.js';
import { membersNamed } from '../members-named.js';

const once = membersNamed(figure6, ['resnet-20', 'resnet-32', 'resnet-44', 'resnet-56', 'resnet-1202']);
const fiveTimes = membersNamed(figure6, ['resnet-110']).map((member) => ({ ...member, seeds: [1, 2, 3, 4, 5] }));

export const table6: Experiment = {
  ...figure6,
  id: 'cifar10/table-6',
  reproduces: 'Table 6: test error of the residual networks, that of 110 layers five times',
  claim: 'Test error falls with depth up to 110 layers; 1202 layers overfit.',
  members: [...once, ...fiveTimes],
};
