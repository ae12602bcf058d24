import { foldNetwork, type PlacedLeaf } from './fold-network.js';
import type { Shape } from './layer.js';
import type { Network } from './network.js';
import type { Leaf } from './output-shape.js';

/** A network for people and for `resnet describe --json`. */
export interface NetworkDescription extends Pick<Network, 'dataset' | 'shortcut' | 'depth'> {
  /** Its name. */
  readonly network: string;
  readonly parameters: number;
  /** For one image: convolutions, projections included, and the classifier, as table 1 counts. */
  readonly multiplyAdds: number;
  /** In execution order. */
  readonly layers: readonly LayerDescription[];
}

export interface LayerDescription {
  readonly path: string;
  readonly kind: Leaf['kind'] | 'add';
  readonly output: Shape;
  readonly parameters: number;
  readonly multiplyAdds: number;
}

/** Every layer with its output size, parameters and multiply-adds for one image, and their totals. */
export const describeNetwork = (network: Network): NetworkDescription => {
  const { name, dataset, shortcut, depth } = network;
  const layers = describeLayers(network);
  const parameters = total(layers, 'parameters');
  const multiplyAdds = total(layers, 'multiplyAdds');
  return { network: name, dataset, shortcut, depth, parameters, multiplyAdds, layers };
};

/** Learned numbers: weights, biases, scales and shifts; running statistics are not learned. */
export const countParameters = (network: Pick<Network, 'input' | 'layers'>): number =>
  total(describeLayers(network), 'parameters');

/** Multiply-adds for one image: convolutions, projections included, and the classifier, as table 1 counts. */
export const countMultiplyAdds = (network: Pick<Network, 'input' | 'layers'>): number =>
  total(describeLayers(network), 'multiplyAdds');

const total = (layers: readonly LayerDescription[], key: 'parameters' | 'multiplyAdds'): number =>
  layers.reduce((sum, layer) => sum + layer[key], 0);

const describeLayers = (network: Pick<Network, 'input' | 'layers'>): LayerDescription[] => {
  const layers: LayerDescription[] = [];
  foldNetwork(
    network,
    {
      leaf: (placed) => {
        const { path, layer, output } = placed;
        layers.push({ path, kind: layer.kind, output, ...counts(placed) });
        return null;
      },
      sum: ({ path, output }) => {
        layers.push({ path, kind: 'add', output, parameters: 0, multiplyAdds: 0 });
        return null;
      },
    },
    null,
  );
  return layers;
};

const counts = ({ layer, input, output }: PlacedLeaf): Pick<LayerDescription, 'parameters' | 'multiplyAdds'> => {
  switch (layer.kind) {
    case 'convolution': {
      const weights = layer.width * input.channels * layer.kernel ** 2;
      return { parameters: weights, multiplyAdds: weights * output.height * output.width };
    }
    case 'fully-connected': {
      const weights = layer.classes * input.channels;
      return { parameters: weights + layer.classes, multiplyAdds: weights };
    }
    case 'batch-normalization':
      return { parameters: 2 * input.channels, multiplyAdds: 0 };
    case 'relu':
    case 'max-pooling':
    case 'global-average-pooling':
    case 'identity':
    case 'padded-identity':
      return { parameters: 0, multiplyAdds: 0 };
    default:
      throw new TypeError(`unknown layer ${JSON.stringify(layer satisfies never)}`);
  }
};
