import { batchNorm, conv1x1, conv3x3, identity, named, paddedIdentity, relu, series, sum } from './constructors.js';
import type { Layer, PaddedIdentity } from './layer.js';
import type { ShortcutOption } from './network.js';

/** What a block is given: the channels of its input, the width of its 3x3 layers, and the stride of its first layer. */
export interface BlockShape {
  readonly channels: number;
  readonly width: number;
  readonly stride: number;
}

export type Block = (shape: BlockShape) => Layer;

/** The weighted layers of a block, without shortcut and last ReLU; `width` times `expansion` output channels. */
export interface ResidualBranch {
  readonly expansion: number;
  readonly layers: (shape: BlockShape) => Layer;
}

/** Two 3x3 layers (figure 5, left). */
export const basic: ResidualBranch = {
  expansion: 1,
  layers: ({ width, stride }) => series(conv3x3(width, stride), batchNorm, relu, conv3x3(width), batchNorm),
};

const bottleneckExpansion = 4;

/** Which layer of a bottleneck has its stride: the first 1x1, as in the paper, or the 3x3, as in torchvision ("v1.5"). */
export type BottleneckStride = 'first-1x1' | '3x3';

const bottleneckWith = (place: BottleneckStride): ResidualBranch => ({
  expansion: bottleneckExpansion,
  layers: ({ width, stride }) =>
    series(
      ...[conv1x1(width, place === 'first-1x1' ? stride : 1), batchNorm, relu],
      ...[conv3x3(width, place === '3x3' ? stride : 1), batchNorm, relu],
      ...[conv1x1(bottleneckExpansion * width), batchNorm],
    ),
});

/** 1x1, 3x3 and 1x1, the first reducing and the last restoring the channels (figure 5, right); the first has the stride. */
export const bottleneck: ResidualBranch = bottleneckWith('first-1x1');

/** A bottleneck with its stride in the 3x3: not the paper's, but what most weights elsewhere were trained with. */
export const bottleneckStridedIn3x3: ResidualBranch = bottleneckWith('3x3');

/** How option A subsamples and pads, which the paper leaves open. */
export type PaddedIdentityOptions = Partial<Pick<PaddedIdentity, 'subsampling' | 'placement'>>;

/** The path around a block (section 3.3), for an output of `width` times `expansion` channels. */
export const shortcut = (
  option: ShortcutOption,
  { channels, width, stride, padding = {} }: BlockShape & { readonly padding?: PaddedIdentityOptions },
): Layer => {
  const sameDimensions = stride === 1 && channels === width;
  if (sameDimensions && option !== 'C') return identity;
  return option === 'A'
    ? named('shortcut', paddedIdentity({ ...padding, width, stride }))
    : named('shortcut', conv1x1(width, stride), batchNorm);
};

/** The residual branch and nothing else: what a residual block is compared with. */
export const plainBlock =
  ({ layers }: ResidualBranch): Block =>
  (shape) =>
    series(layers(shape), relu);

/** The same layers, added to the block's own input. */
export const residualBlock =
  ({ expansion, layers }: ResidualBranch, option: ShortcutOption, padding: PaddedIdentityOptions = {}): Block =>
  (shape) =>
    series(sum(layers(shape), shortcut(option, { ...shape, width: expansion * shape.width, padding })), relu);
