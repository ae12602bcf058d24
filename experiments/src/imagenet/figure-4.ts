import { plainNetwork, residualNetwork } from '@resnet/models';
import type { Experiment } from '@resnet/training';
import { imagenetMember } from './member.js';

const depths = [18, 34];

export const figure4: Experiment = {
  id: 'imagenet/figure-4',
  reproduces: 'Figure 4: training error, and validation error of center crops, of 18 and 34 layers',
  claim: 'The plain network of 34 layers has higher training error than that of 18, the residual one has lower error.',
  dataset: 'imagenet',
  members: [
    ...depths.map((depth) => imagenetMember(plainNetwork({ depth }))),
    ...depths.map((depth) => imagenetMember(residualNetwork({ depth }))),
  ],
};
