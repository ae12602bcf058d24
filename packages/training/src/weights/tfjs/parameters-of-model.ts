import type { Parameters } from '@resnet/engine';
import type { LayersModel, ModelNode } from './layers-model.js';

/** A leaf by its path, and the layer of Keras that it was made of. */
export interface PlacedNode {
  readonly path: string;
  readonly node: ModelNode;
}

/**
 * The parameters of ours that a model's weights are. A convolution's bias is subtracted from the running mean of the
 * normalization after it, which gives the same outputs. With `channelOrder: 'BGR'` the first convolution is turned to
 * read RGB. Throws a `RangeError` for a bias that has no normalization after it, and for weights that are missing.
 */
export const parametersOfModel = (
  model: LayersModel,
  placed: readonly PlacedNode[],
  { channelOrder }: { readonly channelOrder: 'RGB' | 'BGR' },
): Parameters => {
  const parameters = new Map<string, Float32Array>();
  const first = placed.find(({ node }) => node.className === 'Conv2D');
  for (const at of placed) {
    for (const [name, numbers] of parametersOf(model, at)) {
      const turned = channelOrder === 'BGR' && at === first ? reverseInputs(numbers, shapeOf(model, at.node)) : numbers;
      parameters.set(`${at.path}/${name}`, turned);
    }
  }
  checkBiases(model, placed);
  return parameters;
};

const parametersOf = (model: LayersModel, { node }: PlacedNode): [string, Float32Array][] => {
  const numbers = (name: string): Float32Array => weightsOf(model, node, name);
  switch (node.className) {
    case 'Conv2D':
      return [['weights', outputsFirst(numbers('kernel'), shapeOf(model, node))]];
    case 'Dense': {
      const weights = numbers('kernel');
      const shape = shapeOf(model, node);
      const bias = node.config.use_bias === false ? new Float32Array(shape.at(-1) ?? 0) : numbers('bias');
      return [
        ['weights', outputsFirst(weights, shape)],
        ['bias', bias],
      ];
    }
    case 'BatchNormalization': {
      const [mean, variance] = [numbers('moving_mean'), numbers('moving_variance')];
      return [
        ['scale', node.config.scale === false ? mean.map(() => 1) : numbers('gamma')],
        ['shift', node.config.center === false ? mean.map(() => 0) : numbers('beta')],
        ['running-mean', withoutBias(mean, biasBefore(model, node))],
        ['running-variance', variance],
      ];
    }
    default:
      return [];
  }
};

/** (x + bias) - mean is x - (mean - bias). */
const withoutBias = (mean: Float32Array, bias: Float32Array | null): Float32Array =>
  bias === null ? mean : mean.map((value, channel) => value - (bias[channel] ?? 0));

const biasBefore = (model: LayersModel, { inputs }: ModelNode): Float32Array | null => {
  const before = model.nodes.get(inputs[0] ?? '');
  return before !== undefined && hasBias(before) ? weightsOf(model, before, 'bias') : null;
};

const hasBias = ({ className, config }: ModelNode): boolean => className === 'Conv2D' && config.use_bias !== false;

const checkBiases = (model: LayersModel, placed: readonly PlacedNode[]): void => {
  const folded = new Set(
    placed.filter(({ node }) => node.className === 'BatchNormalization').flatMap(({ node }) => node.inputs),
  );
  const left = placed.find(
    ({ node }) => hasBias(node) && !folded.has(node.name) && weightsOf(model, node, 'bias').some((bias) => bias !== 0),
  );
  if (left === undefined) return;
  throw new RangeError(`${left.node.name}: expected a batch normalization after a convolution with biases, found none`);
};

const weightsOf = ({ weights }: LayersModel, { name }: ModelNode, weight: string): Float32Array => {
  const tensor = weights.get(`${name}/${weight}`);
  if (tensor === undefined) throw new RangeError(`expected weights ${name}/${weight}, found none`);
  return tensor.data;
};

const shapeOf = ({ weights }: LayersModel, { name }: ModelNode): readonly number[] =>
  weights.get(`${name}/kernel`)?.shape ?? [];

/** [height, width, in, out] to [out, in, height, width]; [in, out] to [out, in]. */
const outputsFirst = (numbers: Float32Array, shape: readonly number[]): Float32Array => {
  const [inputs = 0, outputs = 0] = shape.slice(-2);
  const positions = numbers.length / (inputs * outputs);
  const turned = new Float32Array(numbers.length);
  let at = 0;
  for (let position = 0; position < positions; position++)
    for (let input = 0; input < inputs; input++)
      for (let output = 0; output < outputs; output++)
        turned[(output * inputs + input) * positions + position] = numbers[at++] ?? 0;
  return turned;
};

/** The input channels of [out, in, height, width] in reverse order; `shape` is that of Keras. */
const reverseInputs = (numbers: Float32Array, shape: readonly number[]): Float32Array => {
  const [height = 0, width = 0, inputs = 0] = shape;
  const positions = height * width;
  return numbers.map((_, at) => {
    const [outer, position] = [Math.floor(at / positions), at % positions];
    const [output, input] = [Math.floor(outer / inputs), outer % inputs];
    return numbers[(output * inputs + inputs - 1 - input) * positions + position] ?? 0;
  });
};
