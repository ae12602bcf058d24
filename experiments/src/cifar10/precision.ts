import type { Experiment } from '@resnet/training';
import { membersNamed } from '../members-named.js';
import { cifarMember } from './member.js';
import { figure6 } from './figure-6.js';

const inBf16 = membersNamed(figure6, ['plain-20', 'plain-56', 'resnet-20', 'resnet-56']);

export const precision: Experiment = {
  id: 'cifar10/precision',
  reproduces: 'float32 (/f32) against bf16 on the networks of 20 and 56 layers, with the same seeds',
  claim: 'Rounding activations to bf16 does not change what the networks of the paper learn.',
  dataset: 'cifar10',
  paired: true,
  members: inBf16.flatMap((member) => [
    cifarMember(member.network, { variant: 'f32', precision: 'f32' }),
    { ...member, precision: 'bf16' },
  ]),
};
