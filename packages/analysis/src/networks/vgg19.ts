import { convolution, conv3x3, fullyConnected, type Layer, relu, series } from '@resnet/models';
import type { DrawnNetwork } from './network-parts.js';

const pool: Layer = { kind: 'max-pooling', kernel: 2, stride: 2, padding: 0 };

const stage = (width: number, convolutions: number): readonly Layer[] => [
  ...Array.from({ length: convolutions }, () => [conv3x3(width), relu]).flat(),
  pool,
];

/**
 * VGG-19 (Simonyan and Zisserman, the paper's reference 41), which Figure 3 draws to the left of its own networks. It
 * is drawn and counted, never trained here. A fully connected layer over 7x7 positions is a convolution of that kernel.
 */
export const vgg19: DrawnNetwork = {
  name: 'VGG-19',
  input: { channels: 3, height: 224, width: 224 },
  layers: series(
    ...[stage(64, 2), stage(128, 2), stage(256, 4), stage(512, 4), stage(512, 4)].flat(),
    ...[convolution({ width: 4096, kernel: 7, padding: 0 }), relu],
    ...[convolution({ width: 4096, kernel: 1 }), relu],
    fullyConnected(1000),
  ),
};
