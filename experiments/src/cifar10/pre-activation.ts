import {
  architecture,
  assemble,
  batchNorm,
  conv3x3,
  fullyConnected,
  globalAveragePool,
  named,
  relu,
  series,
  shortcut,
  sum,
  type Block,
  type Network,
} from '@resnet/models';
import type { Experiment } from '@resnet/training';
import { figure6 } from './figure-6.js';
import { cifarMember } from './member.js';
import { membersNamed } from '../members-named.js';

/** Batch normalization and ReLU before each convolution, and nothing after the addition (He et al. 2016, figure 1b). */
const preActivationBlock: Block = (shape) =>
  sum(
    series(batchNorm, relu, conv3x3(shape.width, shape.stride), batchNorm, relu, conv3x3(shape.width)),
    shortcut('A', shape),
  );

const preActivationNetwork = (depth: number): Network => {
  const cifar = architecture({ depth, dataset: 'cifar10' });
  const { dataset, input, classes } = cifar;
  const stem = named('stem', conv3x3(16));
  const head = named('head', batchNorm, relu, globalAveragePool, fullyConnected(classes));
  const layers = assemble({ ...cifar, stem, head }, preActivationBlock);
  const name = `pre-activation-${depth}`;
  return { name, family: 'residual', dataset, depth, shortcut: 'A', input, classes, layers };
};

export const preActivation: Experiment = {
  id: 'cifar10/pre-activation',
  reproduces: 'pre-activation blocks (Identity Mappings in Deep Residual Networks, 2016) beside those of the paper',
  claim: 'With nothing after the addition, a deep residual network has lower error.',
  dataset: 'cifar10',
  paired: true,
  members: [
    ...membersNamed(figure6, ['resnet-20', 'resnet-56', 'resnet-110']),
    ...[20, 56, 110].map((depth) => cifarMember(preActivationNetwork(depth))),
  ],
};
