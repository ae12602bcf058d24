import {
  foldNetwork,
  formatShape,
  sameShape,
  type Folder,
  type Network,
  type PlacedLeaf,
  type Shape,
} from '@resnet/models';
import type { Operation, Parameter, ParameterId, ParameterRole, Program, ValueId } from './program.js';

/**
 * A network as numbered values and operations in execution order. Identity layers vanish: what reads their output reads
 * their input. Throws a `RangeError` where shapes do not fit or the last value is not [classes, 1, 1].
 */
export const flatten = (network: Pick<Network, 'name' | 'input' | 'classes' | 'layers'>): Program => {
  const { name, input, classes } = network;
  const values: Shape[] = [input];
  const operations: Operation[] = [];
  const parameters: Parameter[] = [];

  const value = (shape: Shape): ValueId => values.push(shape) - 1;
  const parameter = (path: string, role: ParameterRole, shape: readonly number[]): ParameterId =>
    parameters.push({ path, role, shape }) - 1;
  const folder: Folder<ValueId> = {
    leaf: (placed, src) => {
      if (placed.layer.kind === 'identity') return src;
      const operation = toOperation(placed, placed.layer, { src, dst: value(placed.output), parameter });
      operations.push(operation);
      return operation.dst;
    },
    sum: ({ path, output }, sources) => {
      const dst = value(output);
      operations.push({ kind: 'add', path, sources, dst });
      return dst;
    },
  };

  const logits = foldNetwork(network, folder, 0);
  checkLogits(name, values[logits], classes);
  return { name, input, classes, values, operations, parameters, logits };
};

interface Context {
  readonly src: ValueId;
  readonly dst: ValueId;
  readonly parameter: (path: string, role: ParameterRole, shape: readonly number[]) => ParameterId;
}

type Executed = Exclude<PlacedLeaf['layer'], { kind: 'identity' }>;

const toOperation = ({ path, input }: PlacedLeaf, layer: Executed, { src, dst, parameter }: Context): Operation => {
  const { channels } = input;
  switch (layer.kind) {
    case 'convolution': {
      const { kind, kernel, stride, padding, width } = layer;
      const weights = parameter(`${path}/weights`, 'convolution-weights', [width, channels, kernel, kernel]);
      return { kind, path, src, dst, kernel, stride, padding, weights };
    }
    case 'batch-normalization': {
      const { kind, epsilon } = layer;
      const perChannel = (name: 'scale' | 'shift' | 'running-mean' | 'running-variance'): ParameterId =>
        parameter(`${path}/${name}`, name, [channels]);
      const [scale, shift] = [perChannel('scale'), perChannel('shift')];
      const [runningMean, runningVariance] = [perChannel('running-mean'), perChannel('running-variance')];
      return { kind, path, src, dst, epsilon, scale, shift, runningMean, runningVariance };
    }
    case 'fully-connected': {
      const { kind, classes } = layer;
      const weights = parameter(`${path}/weights`, 'fully-connected-weights', [classes, channels]);
      const bias = parameter(`${path}/bias`, 'bias', [classes]);
      return { kind, path, src, dst, weights, bias };
    }
    case 'padded-identity': {
      const { kind, stride, subsampling, placement } = layer;
      return { kind, path, src, dst, stride, subsampling, placement };
    }
    case 'max-pooling': {
      const { kind, kernel, stride, padding } = layer;
      return { kind, path, src, dst, kernel, stride, padding };
    }
    case 'relu':
    case 'global-average-pooling':
      return { kind: layer.kind, path, src, dst };
    default:
      throw new TypeError(`unknown layer ${JSON.stringify(layer satisfies never)}`);
  }
};

const checkLogits = (name: string, shape: Shape | undefined, classes: number): void => {
  const expected = { channels: classes, height: 1, width: 1 };
  if (shape === undefined || !sameShape(shape, expected)) {
    const found = shape === undefined ? 'nothing' : formatShape(shape);
    throw new RangeError(`${name} must end in logits of ${formatShape(expected)}, got ${found}`);
  }
};
