import {
  countMultiplyAdds,
  countParameters,
  foldNetwork,
  networkNamed,
  type Network,
  type PlacedLeaf,
} from '@resnet/models';
import { unique } from '../words.js';
import type { Table } from './table.js';

/** The last line of Table 1 as printed, in multiply-adds. */
const printed: Readonly<Record<string, string>> = {
  'resnet-18': '1.8e9',
  'resnet-34': '3.6e9',
  'resnet-50': '3.8e9',
  'resnet-101': '7.6e9',
  'resnet-152': '11.3e9',
};

const rowNames: Readonly<Record<string, string>> = {
  stem: 'conv1 and max pooling',
  stage1: 'conv2_x',
  stage2: 'conv3_x',
  stage3: 'conv4_x',
  stage4: 'conv5_x',
  head: 'classifier',
};

/**
 * Table 1: the networks for ImageNet, every cell computed from the network data; the printed multiply-adds beside the
 * computed ones.
 */
export const table1 = (): Table => {
  const networks = Object.keys(printed).map((name) => networkNamed(name));
  const parts = networks.map(partsOf);
  const row = (name: string, of: (network: Network) => string): readonly string[] => [name, '', ...networks.map(of)];
  return {
    id: 'table-1',
    title: 'Table 1. Architectures for ImageNet',
    columns: [
      { name: 'layers', kind: 'text' },
      { name: 'output size', kind: 'text' },
      ...networks.map(({ depth }) => ({ name: `${depth} layers`, kind: 'text' as const })),
    ],
    rows: [
      ...Object.entries(rowNames).map(([part, name]) => [
        name,
        unique(parts.map((leaves) => sizeOf(leaves.get(part) ?? []))).join(' or '),
        ...parts.map((leaves) => layersText(leaves.get(part) ?? [])),
      ]),
      row('multiply-adds, paper', ({ name }) => printed[name] ?? ''),
      row('multiply-adds, computed', (network) => `${(countMultiplyAdds(network) / 1e9).toFixed(3)}e9`),
      row('parameters, computed', (network) => countParameters(network).toLocaleString('en-US')),
    ],
    notes: [
      'Sizes, layers, multiply-adds and parameters are computed from the networks as data; only the line that says so is printed in the paper.',
      'Multiply-adds are those of convolutions, projections included, and of the classifier. Options as the paper uses them for Table 2 (A at 18 and 34 layers) and for 50 layers and more (B).',
      'The first layer of each of conv3_x to conv5_x has stride 2; in a bottleneck it is the first 1x1 layer, which is what the printed multiply-adds need.',
    ],
  };
};

/** The layers off the shortcuts, by the first part of their path. */
const partsOf = (network: Network): ReadonlyMap<string, readonly PlacedLeaf[]> => {
  const leaves: PlacedLeaf[] = [];
  foldNetwork(network, { leaf: (placed) => leaves.push(placed), sum: () => 0 }, 0);
  const onPath = leaves.filter(({ path }) => !path.includes('/shortcut/'));
  const names = unique(onPath.map(partOf));
  return new Map(names.map((name) => [name, onPath.filter((leaf) => partOf(leaf) === name)]));
};

const partOf = ({ path }: PlacedLeaf): string => path.split('/')[0] ?? path;

const sizeOf = (leaves: readonly PlacedLeaf[]): string => {
  const output = leaves.at(-1)?.output;
  return output === undefined ? '' : `${output.height}x${output.width}`;
};

/** `(3x3, 64; 3x3, 64) x 2`; of a part without blocks its layers. */
const layersText = (leaves: readonly PlacedLeaf[]): string => {
  const blocks = unique(leaves.flatMap(({ path }) => /\/block\d+\//.exec(path)?.[0] ?? []));
  if (blocks.length === 0) return leaves.flatMap(layerText).join('; ');
  const first = leaves.filter(({ path }) => path.includes(blocks[0] ?? ''));
  // The stride of the first block is told below the table.
  const layers = first.flatMap((leaf) => layerText(leaf).map((text) => text.replace(/, stride \d+$/, '')));
  return `(${layers.join('; ')}) x ${blocks.length}`;
};

const layerText = ({ layer }: PlacedLeaf): readonly string[] => {
  switch (layer.kind) {
    case 'convolution':
      return [`${layer.kernel}x${layer.kernel}, ${layer.width}${layer.stride === 1 ? '' : `, stride ${layer.stride}`}`];
    case 'max-pooling':
      return [`${layer.kernel}x${layer.kernel} max pooling, stride ${layer.stride}`];
    case 'global-average-pooling':
      return ['average pooling'];
    case 'fully-connected':
      return [`${layer.classes}-way fully connected, softmax`];
    default:
      return [];
  }
};
