import { parameterSize, type Parameter, type Program } from '@resnet/engine';
import { createRandom } from '@resnet/random';
import type { Recipe } from '../recipe/index.js';

/**
 * Parameters before the first iteration, by path: weights drawn from a normal distribution of standard deviation
 * sqrt(2 / fan), which is He et al. 2015 (the paper's ref. 13); scales and running variances one; all else zero.
 */
export const initializeParameters = (
  program: Program,
  { initialization }: Pick<Recipe, 'initialization'>,
  seed: number,
): Map<string, Float32Array> =>
  new Map(program.parameters.map((parameter) => [parameter.path, initialize(parameter, initialization, seed)]));

const initialize = (parameter: Parameter, initialization: Recipe['initialization'], seed: number): Float32Array => {
  const values = new Float32Array(parameterSize(parameter));
  switch (parameter.role) {
    case 'convolution-weights':
    case 'fully-connected-weights': {
      const deviation = Math.sqrt(2 / fan(parameter, initialization));
      const { normal } = createRandom(seed, 'initialization', parameter.path);
      return values.map(() => deviation * normal());
    }
    case 'scale':
    case 'running-variance':
      return values.fill(1);
    case 'bias':
    case 'shift':
    case 'running-mean':
      return values;
    default:
      throw new TypeError(`unknown role ${String(parameter.role satisfies never)}`);
  }
};

/**
 * Inputs of one output, or outputs that one input reaches. The paper does not say how the classifier starts: as ref. 13
 * writes for every layer, by fan-in, also where the convolutions go by fan-out, since no ReLU passes back through it.
 */
const fan = ({ role, shape }: Parameter, initialization: Recipe['initialization']): number => {
  const [outputs = 1, inputs = 1, height = 1, width = 1] = shape;
  const channels = initialization === 'fan-in' || role === 'fully-connected-weights' ? inputs : outputs;
  return channels * height * width;
};
