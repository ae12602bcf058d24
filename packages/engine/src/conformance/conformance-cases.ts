import {
  basic,
  batchNorm,
  bottleneck,
  conv1x1,
  conv3x3,
  convolution,
  fullyConnected,
  globalAveragePool,
  identity,
  maxPool3x3,
  paddedIdentity,
  plainBlock,
  relu,
  residualBlock,
  series,
  sum,
  type Layer,
} from '@resnet/models';
import { flatten } from '../flatten.js';
import type { Program } from '../program.js';

/** A small classifier whose gradients show what one layer does, forward and backward. */
export interface ConformanceCase {
  /** The layer under test. */
  readonly name: string;
  readonly program: Program;
  readonly batchSize: number;
  /** Images per set of batch statistics. */
  readonly statisticsGroup: number;
}

interface Variation {
  /** Height and width of the image; even where not given. */
  readonly size?: readonly [number, number];
  /** Images per set of batch statistics out of eight; all of them where not given. */
  readonly statisticsGroup?: number;
}

const odd = { size: [9, 7] } as const;
const batchSize = 8;
const classes = 4;

const classifier = (
  name: string,
  layers: Layer,
  { size = [8, 6], statisticsGroup = batchSize }: Variation = {},
): ConformanceCase => {
  const [height, width] = size;
  const input = { channels: 3, height, width };
  return { name, batchSize, statisticsGroup, program: flatten({ name, input, classes, layers }) };
};

/**
 * A layer on six channels between two convolutions: the gradient of the first shows its backward pass, that of the second,
 * whose ReLU passes some positions only, shows where each output of its forward pass is.
 */
const between = (name: string, layer: Layer, variation?: Variation): ConformanceCase =>
  classifier(name, series(conv3x3(6), layer, conv3x3(5), relu, globalAveragePool, fullyConnected(classes)), variation);

const convolutions = [
  between('a 3x3 convolution', conv3x3(7)),
  between('a 3x3 convolution of 16 to 32 channels', series(conv3x3(16), conv3x3(32))),
  between('a 3x3 convolution on odd sizes', conv3x3(7), odd),
  between('a 3x3 convolution of stride 2', conv3x3(7, 2)),
  between('a 3x3 convolution of stride 2 on odd sizes', conv3x3(7, 2), odd),
  between('a 1x1 convolution', conv1x1(7)),
  between('a 1x1 convolution of stride 2', conv1x1(7, 2)),
  between('a 1x1 convolution of stride 2 on odd sizes', conv1x1(7, 2), odd),
  between('a 7x7 convolution of stride 2', convolution({ width: 7, kernel: 7, stride: 2 })),
];

const poolings = [
  between('max pooling', maxPool3x3),
  between('max pooling on odd sizes', maxPool3x3, odd),
  between('max pooling without padding', { ...maxPool3x3, kernel: 2, padding: 0 }, odd),
  classifier('global average pooling', series(conv3x3(6), globalAveragePool, fullyConnected(classes)), odd),
  classifier('a fully connected layer', series(globalAveragePool, fullyConnected(classes))),
];

const normalizations = [
  between('batch normalization', batchNorm),
  between('batch normalization of 16 channels', series(conv3x3(16), batchNorm)),
  between('ReLU', relu),
  between('batch normalization and ReLU', series(batchNorm, relu)),
  between('batch normalization, addition and ReLU', series(sum(batchNorm, identity), relu)),
  between('two batch normalizations, addition and ReLU', series(sum(batchNorm, series(conv1x1(6), batchNorm)), relu)),
  between('batch normalization over groups of 4 images', series(batchNorm, relu), { statisticsGroup: 4 }),
  between('batch normalization over groups of 2 images', batchNorm, { ...odd, statisticsGroup: 2 }),
];

const sums = [
  between('a value used by two convolutions', sum(conv3x3(6), conv1x1(6))),
  between('a value added to itself', sum(identity, identity)),
  between('a sum of three', sum(conv1x1(6), relu, identity)),
  between('a normalized value used with and without ReLU', series(batchNorm, sum(relu, identity))),
  between('a sum used with and without ReLU', series(sum(batchNorm, identity), sum(relu, conv1x1(6)))),
];

const paddedIdentities = (['every-second-pixel', 'average-pooling'] as const).flatMap((subsampling) =>
  (['after', 'split'] as const).flatMap((placement) => {
    const name = `a padded identity, ${subsampling}, zeros ${placement}`;
    return [
      between(name, paddedIdentity({ width: 12, stride: 2, subsampling, placement })),
      between(`${name}, on odd sizes`, paddedIdentity({ width: 9, stride: 2, subsampling, placement }), odd),
      between(`${name}, of stride 1`, paddedIdentity({ width: 12, stride: 1, subsampling, placement })),
    ];
  }),
);

const shrinking = { channels: 6, width: 8, stride: 2 };
const equal = { channels: 6, width: 6, stride: 1 };
const blocks = [
  between('a plain block', plainBlock(basic)(shrinking)),
  between('a plain bottleneck block', plainBlock(bottleneck)(shrinking)),
  ...(['A', 'B', 'C'] as const).flatMap((option) => [
    between(`a residual block of option ${option} that halves the size`, residualBlock(basic, option)(shrinking)),
    between(`a residual block of option ${option} that keeps the size`, residualBlock(basic, option)(equal)),
    between(
      `a bottleneck block of option ${option} that halves the size`,
      residualBlock(bottleneck, option)(shrinking),
    ),
  ]),
];

/** Every kind of layer, alone and where engines may treat several as one, and every kind of block. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...convolutions,
  ...poolings,
  ...normalizations,
  ...sums,
  ...paddedIdentities,
  ...blocks,
];
