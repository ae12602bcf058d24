import { plainNetwork, residualNetwork } from '@resnet/models';
import type { Experiment } from '@resnet/training';
import { cifarMember } from './member.js';

const networks = [
  ...[20, 56].map((depth) => plainNetwork({ depth, dataset: 'cifar10' })),
  ...[20, 56].map((depth) => residualNetwork({ depth, dataset: 'cifar10' })),
];

export const precision: Experiment = {
  id: 'cifar10/precision',
  reproduces: 'bf16 against float32 on the networks of 20 and 56 layers, with the same seeds',
  claim: 'Rounding activations to bf16 does not change what the networks of the paper learn.',
  dataset: 'cifar10',
  paired: true,
  members: networks.flatMap((network) =>
    (['f32', 'bf16'] as const).map((precision) => cifarMember(network, { variant: precision, precision })),
  ),
};
