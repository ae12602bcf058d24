import { residualNetwork } from '@resnet/models';
import type { Experiment } from '@resnet/training';
import { membersNamed } from '../members-named.js';
import { figure4 } from './figure-4.js';
import { imagenetMember } from './member.js';

export const table3: Experiment = {
  id: 'imagenet/table-3',
  reproduces: 'Table 3: validation error, 10-crop, of shortcut options A, B and C and of 50, 101 and 152 layers',
  claim: 'Projections are not essential, and depth up to 152 layers pays.',
  dataset: 'imagenet',
  members: [
    ...membersNamed(figure4, ['plain-34', 'resnet-34']),
    ...(['B', 'C'] as const).map((shortcut) => imagenetMember(residualNetwork({ depth: 34, shortcut }))),
    ...[50, 101, 152].map((depth) => imagenetMember(residualNetwork({ depth }))),
  ],
};
