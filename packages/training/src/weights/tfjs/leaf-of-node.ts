import { convolution, fullyConnected, globalAveragePool, relu, type Leaf } from '@resnet/models';
import type { ModelNode } from './layers-model.js';

/** What surrounds a layer of Keras. */
export interface Surroundings {
  /** Zeros put around its input by a layer of their own, on each side. */
  readonly padding: number;
  /** The layer before, and before such padding. */
  readonly before: ModelNode;
}

/**
 * The leaves that a layer of Keras is: its activation is one of its own. Throws a `RangeError` for what none of ours is
 * like.
 */
export const leafOf = (node: ModelNode, { padding, before }: Surroundings): readonly Leaf[] => {
  const { className, config } = node;
  if (className !== 'Conv2D' && className !== 'MaxPooling2D') checkUnpadded(node, padding);
  switch (className) {
    case 'Conv2D':
      return [convolutionOf(node, padding), ...activationOf(node)];
    case 'BatchNormalization':
      expectThat(lastAxis(config.axis), node, 'normalization of channels, which are last', config.axis);
      return [{ kind: 'batch-normalization', epsilon: Number(config.epsilon) }];
    case 'Activation':
    case 'ReLU':
      return className === 'ReLU' ? [plainRelu(node)] : activationOf(node);
    case 'MaxPooling2D':
      // Keras pads with zeros, which win over nothing only where no number is below zero.
      expectThat(padding === 0 || endsInRelu(before), node, 'padding of zeros after a ReLU only', before.name);
      return [{ kind: 'max-pooling', ...windowOf(node, config.pool_size, padding) }];
    case 'GlobalAveragePooling2D':
      return [globalAveragePool];
    case 'Dense':
      return [fullyConnected(Number(config.units)), ...activationOf(node)];
    default:
      throw new RangeError(`${node.name}: no layer here is like ${className} of Keras`);
  }
};

/** Zeros on each side that a layer puts around its input, where it does nothing else; 0 for any other layer. */
export const paddingOf = (node: ModelNode): number => {
  if (node.className !== 'ZeroPadding2D') return 0;
  const sides = [node.config.padding].flat(2).map(Number);
  expectThat(new Set(sides).size === 1, node, 'as much padding on every side', node.config.padding);
  return sides[0] ?? 0;
};

/** Throws a `RangeError` where zeros are put around what is neither convolved nor pooled. */
export const checkUnpadded = (node: ModelNode, padding: number): void =>
  expectThat(padding === 0, node, 'padding before a convolution or pooling only', padding);

const convolutionOf = (node: ModelNode, padding: number): Leaf => {
  const {
    filters,
    kernel_size: kernel,
    dilation_rate: dilation = [1, 1],
    groups = 1,
    data_format: format,
  } = node.config;
  expectThat(format === 'channels_last', node, 'channels that are last', format);
  expectThat(Math.max(...numbers(dilation)) === 1 && groups === 1, node, 'no dilation and no groups', {
    dilation,
    groups,
  });
  return convolution({ width: Number(filters), ...windowOf(node, kernel, padding) });
};

const windowOf = (node: ModelNode, size: unknown, padding: number) => {
  const { strides, padding: mode } = node.config;
  const [kernel, stride] = [square(node, size), square(node, strides)];
  if (mode === 'valid') return { kernel, stride, padding };
  // With a stride, Keras pads more after than before, by the size of the input.
  expectThat(
    mode === 'same' && stride === 1 && kernel % 2 === 1 && padding === 0,
    node,
    'as much padding on every side',
    mode,
  );
  return { kernel, stride, padding: (kernel - 1) / 2 };
};

/** Keras has ReLUs with a ceiling, a slope below zero and a threshold. */
const plainRelu = (node: ModelNode): Leaf => {
  const { max_value: ceiling = null, negative_slope: slope = 0, threshold = 0 } = node.config;
  const isPlain = ceiling === null && (slope === null || Number(slope) === 0) && Number(threshold) === 0;
  expectThat(isPlain, node, 'no ceiling, slope or threshold', { max_value: ceiling, negative_slope: slope, threshold });
  return relu;
};

const activationOf = (node: ModelNode): readonly Leaf[] => {
  const { activation = 'linear' } = node.config;
  if (activation === 'relu') return [relu];
  // Softmax keeps the order of the classes, and our last layer gives logits.
  expectThat(
    activation === 'linear' || activation === 'softmax',
    node,
    'activation relu, softmax or linear',
    activation,
  );
  return [];
};

const endsInRelu = ({ className, config }: ModelNode): boolean => className === 'ReLU' || config.activation === 'relu';

const square = (node: ModelNode, size: unknown): number => {
  const [height, width] = numbers(size);
  expectThat(height !== undefined && height === width, node, 'a square window', size);
  return height ?? NaN;
};

const numbers = (value: unknown): number[] => [value].flat().map(Number);

const lastAxis = (axis: unknown): boolean => [3, -1].includes(numbers(axis)[0] ?? NaN);

const expectThat = (holds: boolean, { name, className }: ModelNode, expected: string, found: unknown): void => {
  if (!holds) throw new RangeError(`${name} (${className}): expected ${expected}, found ${JSON.stringify(found)}`);
};
