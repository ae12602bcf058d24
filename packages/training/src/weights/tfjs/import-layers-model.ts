import type { Parameters } from '@resnet/engine';
import { foldNetwork, type Layer, type Leaf, type Network } from '@resnet/models';
import { layersOfModel } from './layers-of-model.js';
import { readLayersModel } from './layers-model.js';
import { parametersOfModel } from './parameters-of-model.js';

export interface LayersModelOptions {
  /** The model.json. */
  readonly file: string;
  /** What network of ours the model is: its layers, with its own epsilon. */
  readonly network: Network;
  /** The order of the channels that the model reads. */
  readonly channelOrder: 'RGB' | 'BGR';
}

/** A network of ours with the weights of a model. */
export interface ImportedLayers {
  readonly network: Network;
  readonly parameters: Parameters;
  /** SHA-256 of each file that was read. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * A TensorFlow.js layers model as a network of ours. Its layers must be those of `network`, but for the epsilon of its
 * normalizations, which is the model's own. Throws a `RangeError` that says where they differ.
 */
export const importLayersModel = async ({ file, ...options }: LayersModelOptions): Promise<ImportedLayers> => {
  const model = await readLayersModel(file);
  const { layers, origins } = layersOfModel(model);
  const [found, expected] = [leavesOf({ ...options.network, layers }), leavesOf(options.network)];
  checkSame(found.lines, expected.lines, file, options.network.name);
  const placed = expected.paths.flatMap((path, at) => {
    const leaf = found.leaves[at];
    const node = leaf && origins.get(leaf);
    return node === undefined ? [] : [{ path, node }];
  });
  const epsilons = found.leaves.flatMap((leaf) => (leaf.kind === 'batch-normalization' ? [leaf.epsilon] : []));
  const network = { ...options.network, layers: withEpsilons(options.network.layers, epsilons.values()) };
  return { network, parameters: parametersOfModel(model, placed, options), files: model.files };
};

/**
 * The leaves of a network in execution order, and a line for each and for each sum that has everything but names and
 * epsilon.
 */
const leavesOf = (network: Pick<Network, 'input' | 'layers'>) => {
  const [paths, leaves, lines]: [string[], Leaf[], string[]] = [[], [], []];
  // The value of each fold is the number of the line that made it: so a line says what it reads.
  const write = (line: string): number => lines.push(line);
  foldNetwork(
    network,
    {
      leaf: ({ path, layer }, from: number) => {
        if (layer.kind === 'identity') return from;
        paths.push(path);
        leaves.push(layer);
        return write(
          `${JSON.stringify({ ...layer, ...(layer.kind === 'batch-normalization' && { epsilon: null }) })} of ${from}`,
        );
      },
      sum: (_, branches) => write(`the sum of ${branches.join(' and ')}`),
    },
    0,
  );
  return { paths, leaves, lines };
};

const checkSame = (found: readonly string[], expected: readonly string[], file: string, name: string): void => {
  const at = Array.from({ length: Math.max(found.length, expected.length) }, (_, index) => index).find(
    (index) => found[index] !== expected[index],
  );
  if (at === undefined) return;
  const say = (lines: readonly string[]): string => lines[at] ?? 'nothing more';
  throw new RangeError(
    `${file}: expected the layers of ${name}, at layer ${at + 1} ${say(expected)}, found ${say(found)}`,
  );
};

/** Layers with the epsilons of their normalizations, in execution order. */
const withEpsilons = (layer: Layer, epsilons: Iterator<number>): Layer => {
  switch (layer.kind) {
    case 'series':
      return { ...layer, layers: layer.layers.map((inner) => withEpsilons(inner, epsilons)) };
    case 'sum':
      return { ...layer, branches: layer.branches.map((inner) => withEpsilons(inner, epsilons)) };
    case 'batch-normalization':
      return { ...layer, epsilon: (epsilons.next().value as number | undefined) ?? layer.epsilon };
    default:
      return layer;
  }
};
