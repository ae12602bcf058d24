import type { Experiment } from '@resnet/training';
import { membersNamed } from '../members-named.js';
import { table3 } from './table-3.js';

export const table4: Experiment = {
  ...table3,
  id: 'imagenet/table-4',
  reproduces: 'Table 4: validation error of single models, fully convolutional at five scales',
  claim: 'Single residual networks are ahead of all earlier methods, and the deeper the better.',
  members: membersNamed(table3, ['resnet-34-B', 'resnet-34-C', 'resnet-50', 'resnet-101', 'resnet-152']),
};
