import { countMultiplyAdds, countParameters, foldNetwork, plainNetwork, residualNetwork } from '@resnet/models';
import type { DatasetName, Layer, Network, PaddedIdentity } from '@resnet/models';
import type { NetworkRecord } from '@resnet/run-log';

/** A network as run.json has it. */
export const networkRecord = (network: Network): NetworkRecord => {
  const { name, family, depth, shortcut, input, classes, layers } = network;
  const paddedIdentity = findPaddedIdentity(network);
  return {
    name,
    family,
    depth,
    shortcut,
    ...(paddedIdentity && {
      paddedIdentity: { subsampling: paddedIdentity.subsampling, placement: paddedIdentity.placement },
    }),
    parameters: countParameters(network),
    multiplyAdds: countMultiplyAdds(network),
    definition: { input, classes, layers: { ...layers } },
  };
};

/** Whose networks a data set is trained with: CIFAR-10's of section 4.2, and for photographs ImageNet's of Table 1. */
export const designedFor = (dataset: string): DatasetName => (dataset === 'cifar10' ? 'cifar10' : 'imagenet');

/** The network of a record: of its layers, or, in one that is older than they are, the paper's network that it describes. */
export const recordedNetwork = (record: NetworkRecord, dataset: DatasetName): Network => {
  const { name, family, depth, shortcut, paddedIdentity, definition } = record;
  if (definition !== null) {
    const { input, classes, layers } = definition;
    return { name, family, dataset, depth, shortcut, input, classes, layers: layers as unknown as Layer };
  }
  if (family === 'plain') return plainNetwork({ depth, dataset });
  return residualNetwork({
    depth,
    dataset,
    shortcut: shortcut ?? undefined,
    paddedIdentity: paddedIdentity as Pick<PaddedIdentity, 'subsampling' | 'placement'> | undefined,
  });
};

/** Any of them: a network's shortcuts are all made alike. */
const findPaddedIdentity = (network: Network): PaddedIdentity | null =>
  foldNetwork<PaddedIdentity | null>(
    network,
    {
      leaf: ({ layer }, found) => (layer.kind === 'padded-identity' ? layer : found),
      sum: (_, branches) => branches.find((found) => found !== null) ?? null,
    },
    null,
  );
