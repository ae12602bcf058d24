import type { Layer, Network } from '@resnet/models';
import { flatten } from '../flatten.js';
import type { ConformanceCase } from './conformance-cases.js';

/** The channels of a vector register, which an engine's code may depend on. */
const many = 16;
const share = 8;

/**
 * A case whose layers begin with many channels, with an eighth of them throughout; any other as it is. For a slow backend
 * whose code is the same for any number of channels: the same layers on the same images.
 */
export const narrow = (conformanceCase: ConformanceCase): ConformanceCase => {
  const first = conformanceCase.program.parameters.find(({ role }) => role === 'convolution-weights');
  if ((first?.shape[0] ?? 0) < many) return conformanceCase;
  const network = narrowNetwork(conformanceCase.network);
  return { ...conformanceCase, network, program: flatten(network) };
};

/** A network with an eighth of its channels where they are many. */
export const narrowNetwork = <Wide extends Pick<Network, 'layers'>>(network: Wide): Wide => ({
  ...network,
  layers: withWidths(network.layers, (width) => (width < many ? width : width / share)),
});

const withWidths = (layer: Layer, change: (width: number) => number): Layer => {
  switch (layer.kind) {
    case 'series':
      return { ...layer, layers: layer.layers.map((inner) => withWidths(inner, change)) };
    case 'sum':
      return { ...layer, branches: layer.branches.map((branch) => withWidths(branch, change)) };
    case 'convolution':
    case 'padded-identity':
      return { ...layer, width: change(layer.width) };
    case 'batch-normalization':
    case 'relu':
    case 'max-pooling':
    case 'global-average-pooling':
    case 'fully-connected':
    case 'identity':
      return layer;
    default:
      throw new TypeError(`unknown layer ${JSON.stringify(layer satisfies never)}`);
  }
};
