import { foldNetwork, type BottleneckStride, type Network } from '@resnet/models';

/** Where the bottlenecks of a network have their stride; `null` in a network without bottlenecks. */
export const strideOf = (network: Pick<Network, 'input' | 'layers'>): BottleneckStride | null => {
  const strides = new Map<string, number>();
  const note = {
    leaf: ({ path, layer }: { readonly path: string; readonly layer: { readonly kind: string } }, _: null) => {
      if ('stride' in layer) strides.set(path, layer.stride as number);
      return null;
    },
    sum: () => null,
  };
  foldNetwork(network, note, null);
  if (!strides.has('stage2/block1/conv3')) return null;
  return strides.get('stage2/block1/conv2') === 1 ? 'first-1x1' : '3x3';
};
