import type { Experiment } from '@resnet/training';
import { membersNamed } from '../members-named.js';
import { figure4 } from './figure-4.js';

export const table2: Experiment = {
  ...figure4,
  id: 'imagenet/table-2',
  reproduces: 'Table 2: validation error, 10-crop, of plain and residual networks of 18 and 34 layers',
  claim: 'The deeper plain network is worse, the deeper residual network better; no parameter was added.',
  members: membersNamed(figure4, ['plain-18', 'plain-34', 'resnet-18', 'resnet-34']),
};
