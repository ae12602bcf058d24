import {
  basic,
  batchNorm,
  bottleneck,
  conv3x3,
  fullyConnected,
  globalAveragePool,
  named,
  relu,
  residualBlock,
  series,
} from '@resnet/models';
import { flatten } from '../flatten.js';

const block = residualBlock(basic, 'B');

/** A residual network of six layers on images of 8x8: one block that keeps the size and one that halves it. */
export const smallProgram = flatten({
  name: 'a small residual network',
  input: { channels: 3, height: 8, width: 8 },
  classes: 10,
  layers: series(
    named('stem', conv3x3(8), batchNorm, relu),
    named('stage1', block({ channels: 8, width: 8, stride: 1 })),
    named('stage2', block({ channels: 8, width: 12, stride: 2 })),
    named('head', globalAveragePool, fullyConnected(10)),
  ),
});

/** The same with channels that fill vector registers, for which engines have kernels of their own, and a bottleneck block. */
export const wideNetwork = {
  name: 'a wide residual network',
  input: { channels: 3, height: 8, width: 16 },
  classes: 10,
  layers: series(
    named('stem', conv3x3(16), batchNorm, relu),
    named('stage1', block({ channels: 16, width: 16, stride: 1 })),
    named('stage2', block({ channels: 16, width: 32, stride: 2 })),
    named('stage3', residualBlock(bottleneck, 'B')({ channels: 32, width: 64, stride: 1 })),
    named('stage4', residualBlock(bottleneck, 'B')({ channels: 256, width: 64, stride: 1 })),
    named('head', globalAveragePool, fullyConnected(10)),
  ),
};
