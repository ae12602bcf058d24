import { foldNetwork, type BottleneckStride, type Network, type PlacedLeaf } from '@resnet/models';

/** Where the bottlenecks of a network have their stride; `null` in a network without bottlenecks. */
export const strideOf = (network: Pick<Network, 'input' | 'layers'>): BottleneckStride | null => {
  const strides = new Map<string, number>();
  const note = ({ path, layer }: Pick<PlacedLeaf, 'path' | 'layer'>): null => {
    if (layer.kind === 'convolution') strides.set(path, layer.stride);
    return null;
  };
  foldNetwork(network, { leaf: note, sum: () => null }, null);
  if (!strides.has('stage2/block1/conv3')) return null;
  return strides.get('stage2/block1/conv2') === 1 ? 'first-1x1' : '3x3';
};
