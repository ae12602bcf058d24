import type { Layer, Shape, Series, Sum } from './layer.js';

/** A layer that holds no other. */
export type Leaf = Exclude<Layer, Series | Sum>;

/** [channels, height, width], for people. */
export const formatShape = ({ channels, height, width }: Shape): string => `[${channels}, ${height}, ${width}]`;

/** Whether two shapes are equal. */
export const sameShape = (a: Shape, b: Shape): boolean =>
  a.channels === b.channels && a.height === b.height && a.width === b.width;

/** The shape a leaf makes of `input`. Throws a `RangeError` where the leaf does not fit it. */
export const outputShape = (leaf: Leaf, input: Shape): Shape => {
  switch (leaf.kind) {
    case 'convolution':
      return { ...windows(leaf, input), channels: leaf.width };
    case 'max-pooling':
      return { ...windows(leaf, input), channels: input.channels };
    case 'padded-identity':
      return padded(leaf, input);
    case 'global-average-pooling':
      return { channels: input.channels, height: 1, width: 1 };
    case 'fully-connected':
      return classified(leaf, input);
    case 'batch-normalization':
    case 'relu':
    case 'identity':
      return input;
    default:
      throw new TypeError(`unknown layer ${JSON.stringify(leaf satisfies never)}`);
  }
};

/** How many windows of `kernel` pixels fit, `stride` apart, down and across the padded input. */
const windows = (
  { kind, kernel, stride, padding }: Extract<Leaf, { kernel: number }>,
  { height, width }: Shape,
): Omit<Shape, 'channels'> => {
  const fit = (size: number): number => {
    const count = Math.floor((size + 2 * padding - kernel) / stride) + 1;
    if (count < 1)
      throw new RangeError(`a ${kind} of kernel ${kernel}, padding ${padding} needs a larger input than ${size}`);
    return count;
  };
  return { height: fit(height), width: fit(width) };
};

const padded = ({ width, stride }: Extract<Leaf, { kind: 'padded-identity' }>, input: Shape): Shape => {
  if (width < input.channels) {
    throw new RangeError(`a padded identity cannot have fewer channels (${width}) than its input (${input.channels})`);
  }
  return { channels: width, height: Math.ceil(input.height / stride), width: Math.ceil(input.width / stride) };
};

const classified = ({ classes }: Extract<Leaf, { kind: 'fully-connected' }>, input: Shape): Shape => {
  if (input.height !== 1 || input.width !== 1) {
    throw new RangeError(`a fully connected layer needs an input of [channels, 1, 1], got ${formatShape(input)}`);
  }
  return { channels: classes, height: 1, width: 1 };
};
