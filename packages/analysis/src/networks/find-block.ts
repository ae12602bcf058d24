import { foldNetwork, type Layer, type Network, type Shape } from '@resnet/models';
import { type DrawnNetwork, networkParts } from './network-parts.js';

/**
 * The first block of a network whose shortcut is the identity, as a network of its own; of a plain one, the first block
 * there is.
 */
export const typicalBlock = (network: Network): DrawnNetwork => {
  const blocks = blocksOf(network);
  const identity = blocks.find((block) =>
    networkParts(block).some((part) => part.kind === 'addition' && part.shortcut === 'identity'),
  );
  const found = identity ?? blocks[0];
  if (found === undefined) throw new RangeError(`expected a network with stages of blocks, got ${network.name}`);
  return found;
};

/** Every `stage<i>/block<j>` with the shape of its input. */
const blocksOf = ({ name, input, layers }: Network): readonly DrawnNetwork[] => {
  const blocks: DrawnNetwork[] = [];
  let shape = input;
  for (const part of childrenOf(layers)) {
    for (const block of isNamed(part, 'stage') ? childrenOf(part) : [part]) {
      if (isNamed(block, 'block')) blocks.push({ name, input: shape, layers: block });
      shape = outputOf(block, shape);
    }
  }
  return blocks;
};

const childrenOf = (layer: Layer): readonly Layer[] => (layer.kind === 'series' ? layer.layers : []);

const isNamed = (layer: Layer, name: string): boolean =>
  layer.kind === 'series' && layer.name?.startsWith(name) === true;

const outputOf = (layers: Layer, input: Shape): Shape =>
  foldNetwork<Shape>({ input, layers }, { leaf: ({ output }) => output, sum: ({ output }) => output }, input);
