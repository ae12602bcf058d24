import type { Experiment } from '@resnet/training';
import { membersNamed } from '../members-named.js';
import { table3 } from './table-3.js';

const once = membersNamed(table3, ['resnet-34-B', 'resnet-34-C', 'resnet-50', 'resnet-101']);
const twice = membersNamed(table3, ['resnet-152']).map((member) => ({ ...member, seeds: [1, 2] }));

export const table5: Experiment = {
  ...table3,
  id: 'imagenet/table-5',
  reproduces: 'Table 5: an ensemble of residual networks of different depth, whose scores are averaged',
  claim: 'The ensemble has lower error than each of its members.',
  members: [...once, ...twice],
};
