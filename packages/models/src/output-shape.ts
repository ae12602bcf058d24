import type { Convolution, FullyConnected, Layer, MaxPooling, PaddedIdentity, Series, Shape, Sum } from './layer.js';

/** A layer that holds no other. */
export type Leaf = Exclude<Layer, Series | Sum>;

/** [channels, height, width], for people. */
export const formatShape = ({ channels, height, width }: Shape): string => `[${channels}, ${height}, ${width}]`;

/** Whether two shapes are equal. */
export const sameShape = (a: Shape, b: Shape): boolean =>
  a.channels === b.channels && a.height === b.height && a.width === b.width;

/** The shape a leaf makes of `input`. Throws a `RangeError` that begins with `path` where the leaf does not fit it. */
export const outputShape = (path: string, leaf: Leaf, input: Shape): Shape => {
  checkNumbers(path, leaf);
  switch (leaf.kind) {
    case 'convolution':
      return { ...windows(path, leaf, input), channels: leaf.width };
    case 'max-pooling':
      return { ...windows(path, pooled(path, leaf), input), channels: input.channels };
    case 'padded-identity':
      return padded(path, leaf, input);
    case 'global-average-pooling':
      return { channels: input.channels, height: 1, width: 1 };
    case 'fully-connected':
      return classified(path, leaf, input);
    case 'batch-normalization':
    case 'relu':
    case 'identity':
      return input;
    default:
      throw new TypeError(`unknown layer ${JSON.stringify(leaf satisfies never)}`);
  }
};

/** The least that each number of a layer may be; all but epsilon are whole. */
const least = new Map([
  ...['width', 'kernel', 'stride', 'classes'].map((name) => [name, 1] as const),
  ...['padding', 'epsilon'].map((name) => [name, 0] as const),
]);

const checkNumbers = (path: string, leaf: Leaf): void => {
  for (const [name, value] of Object.entries<unknown>({ ...leaf })) {
    const from = least.get(name);
    if (from === undefined) continue;
    const isNumber = name === 'epsilon' ? Number.isFinite(value) : Number.isSafeInteger(value);
    if (isNumber && (value as number) >= from) continue;
    const what = name === 'epsilon' ? 'number' : 'whole number';
    throw new RangeError(`${path}: expected a ${what} from ${from} as ${name}, got ${String(value)}`);
  }
};

/** How many windows of `kernel` pixels fit, `stride` apart, down and across the padded input. */
const windows = (
  path: string,
  { kernel, stride, padding }: Convolution | MaxPooling,
  { height, width }: Shape,
): Omit<Shape, 'channels'> => {
  const fit = (size: number): number => {
    const count = Math.floor((size + 2 * padding - kernel) / stride) + 1;
    if (count >= 1) return count;
    throw new RangeError(
      `${path}: a window of ${kernel} pixels does not fit an input of ${size} with padding ${padding}`,
    );
  };
  return { height: fit(height), width: fit(width) };
};

/** A window that lies in the padding alone would have no maximum. */
const pooled = (path: string, leaf: MaxPooling): MaxPooling => {
  if (leaf.padding < leaf.kernel) return leaf;
  throw new RangeError(
    `${path}: max pooling over ${leaf.kernel} pixels needs less padding than that, got ${leaf.padding}`,
  );
};

const padded = (path: string, { width, stride }: PaddedIdentity, input: Shape): Shape => {
  if (width < input.channels) {
    throw new RangeError(
      `${path}: a padded identity needs at least the ${input.channels} channels of its input, got ${width}`,
    );
  }
  return { channels: width, height: Math.ceil(input.height / stride), width: Math.ceil(input.width / stride) };
};

const classified = (path: string, { classes }: FullyConnected, input: Shape): Shape => {
  if (input.height !== 1 || input.width !== 1) {
    throw new RangeError(`${path}: a fully connected layer needs [channels, 1, 1], got ${formatShape(input)}`);
  }
  return { channels: classes, height: 1, width: 1 };
};
