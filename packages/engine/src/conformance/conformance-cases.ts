import {
  basic,
  batchNorm,
  bottleneck,
  conv1x1,
  conv3x3,
  convolution,
  foldNetwork,
  fullyConnected,
  globalAveragePool,
  identity,
  maxPool3x3,
  paddedIdentity,
  plainBlock,
  relu,
  residualBlock,
  series,
  shortcut,
  sum,
  type Block,
  type Layer,
  type Network,
  type Shape,
} from '@resnet/models';
import { flatten } from '../flatten.js';
import type { Program } from '../program.js';
import { distinctLevelsBatch, randomBatch, type FloatBatch } from './random-numbers.js';

/** A small classifier whose gradients show what one layer does, forward and backward. */
export interface ConformanceCase {
  /** The layer under test. */
  readonly name: string;
  readonly network: Pick<Network, 'name' | 'input' | 'classes' | 'layers'>;
  readonly program: Program;
  readonly batch: FloatBatch;
  /** Images per set of batch statistics. */
  readonly statisticsGroup: number;
}

interface Variation {
  /** Height and width of the image; 8x6 where not given. */
  readonly size?: readonly [number, number];
  /** All images of the mini-batch where not given. */
  readonly statisticsGroup?: number;
  /** Of the mini-batch; 8 where not given. */
  readonly images?: number;
  readonly makeBatch?: typeof randomBatch;
}

/** Batch normalization and ReLU before each convolution, and nothing after the addition (He et al. 2016). */
const preActivationBlock: Block = (shape) =>
  sum(
    series(batchNorm, relu, conv3x3(shape.width, shape.stride), batchNorm, relu, conv3x3(shape.width)),
    shortcut('A', shape),
  );

const odd = { size: [9, 7] } as const;
const batchSize = 8;
const classes = 4;

const inputOf = ({ size: [height, width] = [8, 6] }: Variation): Shape => ({ channels: 3, height, width });

/** Layers, global average pooling and a fully connected layer. */
const classifier = (name: string, layers: Layer, variation: Variation = {}): ConformanceCase => {
  const { images = batchSize, statisticsGroup = images, makeBatch = randomBatch } = variation;
  const head = series(globalAveragePool, fullyConnected(classes));
  const network = { name, input: inputOf(variation), classes, layers: series(layers, head) };
  const program = flatten(network);
  return { name, network, program, batch: makeBatch(program, images, 2), statisticsGroup };
};

/** A layer followed by a convolution with a weight for almost every position: its gradient shows which number is where. */
const probed = (name: string, layer: Layer, variation: Variation = {}): ConformanceCase => {
  const { height, width } = outputOf(inputOf(variation), layer);
  const probe = convolution({ width: 5, kernel: Math.min(height, width), padding: 0 });
  return classifier(name, series(layer, probe), variation);
};

const outputOf = (input: Shape, layers: Layer): Shape =>
  foldNetwork({ input, layers }, { leaf: ({ output }) => output, sum: ({ output }) => output }, input);

/** A layer on the six channels of a convolution, whose gradient shows the layer's backward pass. */
const after3x3 = (name: string, layer: Layer, variation?: Variation): ConformanceCase =>
  probed(name, series(conv3x3(6), layer), variation);

/**
 * The same for a layer that switches, on values that stay clear of one another and of zero: a ReLU or a maximum that
 * rounding switches changes the gradient by far more than the rounding.
 */
const after1x1 = (name: string, layer: Layer, variation?: Variation): ConformanceCase =>
  probed(name, series(conv1x1(6), layer), { ...variation, makeBatch: distinctLevelsBatch });

const convolutions = [
  after3x3('a 3x3 convolution', conv3x3(7)),
  after3x3('a 3x3 convolution on odd sizes', conv3x3(7), odd),
  after3x3('a 3x3 convolution of stride 2', conv3x3(7, 2)),
  after3x3('a 3x3 convolution of stride 2 on odd sizes', conv3x3(7, 2), odd),
  after3x3('a 1x1 convolution', conv1x1(7)),
  after3x3('a 1x1 convolution of stride 2', conv1x1(7, 2)),
  after3x3('a 1x1 convolution of stride 2 on odd sizes', conv1x1(7, 2), odd),
  after3x3('a 7x7 convolution of stride 2', convolution({ width: 7, kernel: 7, stride: 2 })),
];

interface WideShape {
  readonly from: number;
  readonly to: number;
  readonly stride?: number;
  readonly size: readonly [number, number];
}

const wideConvolutions = (
  kind: string,
  layer: (width: number, stride?: number) => Layer,
  shapes: readonly WideShape[],
): readonly ConformanceCase[] =>
  shapes.map(({ from, to, stride = 1, size }) => {
    const name = `a ${kind} convolution of ${from} to ${to} channels on ${size.join('x')}, stride ${stride}`;
    return probed(name, series(conv3x3(from), layer(to, stride)), { size });
  });

/** Channels that fill vector registers, on sizes that make an engine's tiles and bands end early. */
const wide3x3Convolutions = wideConvolutions('3x3', conv3x3, [
  { from: 16, to: 16, size: [3, 16] },
  { from: 16, to: 32, size: [5, 8] },
  { from: 16, to: 16, size: [160, 8] },
  { from: 32, to: 16, size: [3, 32] },
  { from: 32, to: 48, size: [5, 7] },
  { from: 48, to: 16, size: [5, 8] },
  { from: 64, to: 64, size: [3, 8] },
  { from: 32, to: 32, size: [7, 9] },
  { from: 16, to: 16, size: [1, 2] },
  { from: 16, to: 16, size: [5, 1] },
  { from: 16, to: 16, size: [1, 8] },
  { from: 16, to: 32, stride: 2, size: [8, 8] },
  { from: 32, to: 64, stride: 2, size: [9, 7] },
  { from: 16, to: 32, stride: 2, size: [160, 8] },
  { from: 16, to: 32, size: [5, 14] },
  { from: 32, to: 256, size: [5, 7] },
  { from: 32, to: 512, size: [2, 7] },
  { from: 128, to: 32, size: [3, 4] },
  { from: 160, to: 112, size: [5, 6] },
  { from: 128, to: 64, stride: 2, size: [5, 6] },
  { from: 32, to: 32, stride: 2, size: [6, 14] },
  { from: 32, to: 16, stride: 4, size: [9, 10] },
  { from: 128, to: 160, stride: 2, size: [12, 10] },
  { from: 160, to: 64, stride: 2, size: [8, 1] },
  { from: 160, to: 160, stride: 2, size: [1, 1] },
]);

/** The same with more taps, as the first layer of the networks for ImageNet has them. */
const wide7x7Convolutions = [
  ...wideConvolutions('7x7', (width, stride) => convolution({ width, kernel: 7, ...(stride && { stride }) }), [
    { from: 16, to: 32, stride: 2, size: [9, 12] },
    { from: 160, to: 64, size: [2, 8] },
  ]),
  probed('a 7x7 convolution of the image, stride 2', convolution({ width: 16, kernel: 7, stride: 2 }), {
    size: [30, 23],
  }),
];

/** The same for products of matrices: pixels of several images in a tile, an odd number of them. */
const wide1x1Convolutions = wideConvolutions('1x1', conv1x1, [
  { from: 64, to: 64, size: [5, 7] },
  { from: 64, to: 256, size: [13, 13] },
  { from: 128, to: 64, size: [1, 1] },
  { from: 64, to: 128, stride: 2, size: [5, 7] },
  { from: 128, to: 64, stride: 2, size: [4, 6] },
]);

const poolings = [
  after1x1('max pooling', maxPool3x3),
  after1x1('max pooling on odd sizes', maxPool3x3, odd),
  after1x1('max pooling without padding', { ...maxPool3x3, kernel: 2, padding: 0 }, odd),
  classifier('global average pooling', conv3x3(6), odd),
  classifier('a fully connected layer', identity),
];

const normalizations = [
  after3x3('batch normalization', batchNorm),
  after3x3('batch normalization of 16 channels', series(conv3x3(16), batchNorm)),
  probed('batch normalization of 32 channels', series(conv3x3(16), conv3x3(32), batchNorm), { size: [5, 8] }),
  after1x1('ReLU', relu),
  after3x3('batch normalization and ReLU', series(batchNorm, relu)),
  after3x3('batch normalization, addition and ReLU', series(sum(batchNorm, identity), relu)),
  after3x3('two batch normalizations, addition and ReLU', series(sum(batchNorm, series(conv1x1(6), batchNorm)), relu)),
  after3x3('batch normalization after ReLU', series(relu, batchNorm)),
  after3x3('batch normalization after addition and ReLU', series(sum(batchNorm, identity), relu, batchNorm)),
  after3x3('batch normalization over groups of 4 images', series(batchNorm, relu), { statisticsGroup: 4 }),
  after3x3('batch normalization over groups of 2 images', batchNorm, { ...odd, statisticsGroup: 2 }),
];

const sums = [
  after3x3('a value used by two convolutions', sum(conv3x3(6), conv1x1(6))),
  after3x3('a value added to itself', sum(identity, identity)),
  after1x1('a sum of three', sum(conv1x1(6), relu, identity)),
  after3x3('a normalized value used with and without ReLU', series(batchNorm, sum(relu, identity))),
  after3x3('a sum used with and without ReLU', series(sum(batchNorm, identity), sum(relu, conv1x1(6)))),
];

const paddedIdentities = (['every-second-pixel', 'average-pooling'] as const).flatMap((subsampling) =>
  (['after', 'split'] as const).flatMap((placement) => {
    const name = `a padded identity, ${subsampling}, zeros ${placement}`;
    return [
      after3x3(name, paddedIdentity({ width: 12, stride: 2, subsampling, placement })),
      after3x3(`${name}, on odd sizes`, paddedIdentity({ width: 9, stride: 2, subsampling, placement }), odd),
      after3x3(`${name}, of stride 1`, paddedIdentity({ width: 12, stride: 1, subsampling, placement })),
    ];
  }),
);

const shrinking = { channels: 6, width: 8, stride: 2 };
const equal = { channels: 6, width: 6, stride: 1 };
const blocks = [
  after3x3('a plain block', plainBlock(basic)(shrinking)),
  after3x3('a pre-activation block that halves the size', preActivationBlock(shrinking)),
  after3x3('a pre-activation block that keeps the size', preActivationBlock(equal)),
  after3x3('a plain bottleneck block', plainBlock(bottleneck)(shrinking)),
  ...(['A', 'B', 'C'] as const).flatMap((option) => [
    after3x3(`a residual block of option ${option} that halves the size`, residualBlock(basic, option)(shrinking)),
    after3x3(`a residual block of option ${option} that keeps the size`, residualBlock(basic, option)(equal)),
    after3x3(
      `a bottleneck block of option ${option} that halves the size`,
      residualBlock(bottleneck, option)(shrinking),
    ),
  ]),
];

/** Channels that fill vector registers, where engines may leave a normalization's work to the convolutions around it. */
const wide = { channels: 16, width: 16, stride: 1 };
const widened = { channels: 16, width: 32, stride: 2 };
const after16 = (name: string, layer: Layer, variation: Variation = {}): ConformanceCase =>
  probed(`${name}, of 16 channels`, series(conv3x3(16), layer), { size: [5, 8], ...variation });
const wideBlocks = [
  after16('a convolution after batch normalization', series(batchNorm, conv3x3(16), batchNorm)),
  after16('a convolution after batch normalization and ReLU', series(batchNorm, relu, conv3x3(16), batchNorm)),
  after16('a plain block', series(batchNorm, relu, plainBlock(basic)(wide))),
  after16('a pre-activation block', preActivationBlock(wide)),
  after16('a residual block', series(batchNorm, relu, residualBlock(basic, 'A')(wide))),
  after16(
    'two residual blocks',
    series(batchNorm, relu, residualBlock(basic, 'A')(wide), residualBlock(basic, 'A')(wide)),
  ),
  after16('a residual block over groups of 4 images', series(batchNorm, relu, residualBlock(basic, 'A')(wide)), {
    statisticsGroup: 4,
  }),
  ...(['A', 'B', 'C'] as const).map((option) =>
    after16(
      `a residual block of option ${option}, twice as wide`,
      series(batchNorm, relu, residualBlock(basic, option)(widened)),
      { size: [6, 16] },
    ),
  ),
  after16(
    'a normalized value used by two convolutions and added',
    series(batchNorm, relu, sum(conv3x3(16), conv3x3(16), identity)),
  ),
  after16('a normalized value used with and without ReLU', series(batchNorm, sum(series(relu, conv3x3(16)), identity))),
];

const after64 = (name: string, layer: Layer, variation: Variation = {}): ConformanceCase =>
  probed(`${name}, of 64 channels`, series(conv3x3(64), layer), { size: [3, 5], ...variation });
const wideBottlenecks = [
  after64('a 1x1 convolution after batch normalization and ReLU', series(batchNorm, relu, conv1x1(128), batchNorm)),
  after64(
    'two 1x1 convolutions and an addition',
    series(batchNorm, relu, sum(series(conv1x1(64), batchNorm, relu, conv1x1(64), batchNorm), identity), relu),
  ),
  after64('a 1x1 convolution over groups of 4 images', series(batchNorm, relu, conv1x1(64), batchNorm), {
    statisticsGroup: 4,
  }),
  after64(
    'a bottleneck block',
    series(batchNorm, relu, residualBlock(bottleneck, 'B')({ channels: 64, width: 64, stride: 1 })),
    { size: [3, 3] },
  ),
  after64(
    'a bottleneck block that halves the size',
    series(batchNorm, relu, residualBlock(bottleneck, 'B')({ channels: 64, width: 64, stride: 2 })),
  ),
];

/** Mini-batches that no number of threads divides: of an odd number of images, and of fewer images than threads. */
export const unevenCases: readonly ConformanceCase[] = [33, 3].flatMap((images) => {
  const of = (name: string): string => `${name}, ${images} images`;
  return [
    after3x3(of('a residual block of option A that halves the size'), residualBlock(basic, 'A')(shrinking), { images }),
    after3x3(of('a residual block of option B that halves the size'), residualBlock(basic, 'B')(shrinking), { images }),
    after1x1(of('max pooling'), maxPool3x3, { images }),
    after16(of('a residual block'), series(batchNorm, relu, residualBlock(basic, 'A')(wide)), { images }),
    after16(of('a residual block over three groups'), series(batchNorm, relu, residualBlock(basic, 'A')(wide)), {
      images,
      statisticsGroup: images / 3,
    }),
    after64(of('a 1x1 convolution over three groups'), series(batchNorm, relu, conv1x1(64), batchNorm), {
      images,
      statisticsGroup: images / 3,
    }),
    after16(
      of('a residual block of option B, twice as wide'),
      series(batchNorm, relu, residualBlock(basic, 'B')(widened)),
      {
        size: [6, 16],
        images,
      },
    ),
    after64(of('a 1x1 convolution and batch normalization'), series(batchNorm, relu, conv1x1(64), batchNorm), {
      size: [3, 3],
      images,
    }),
  ];
});

/** Every kind of layer, alone and where engines may treat several as one, and every kind of block. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...convolutions,
  ...wide3x3Convolutions,
  ...wide7x7Convolutions,
  ...wide1x1Convolutions,
  ...poolings,
  ...normalizations,
  ...sums,
  ...paddedIdentities,
  ...blocks,
  ...wideBlocks,
  ...wideBottlenecks,
];
