import { countMultiplyAdds, countParameters, foldNetwork, plainNetwork, residualNetwork } from '@resnet/models';
import type { DatasetName, Network, PaddedIdentity } from '@resnet/models';
import type { NetworkRecord } from '@resnet/run-log';

/** A network as run.json has it. */
export const networkRecord = (network: Network): NetworkRecord => {
  const { name, family, depth, shortcut } = network;
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
  };
};

/** The network that a record describes, for networks of the paper. */
export const recordedNetwork = (record: NetworkRecord, dataset: DatasetName): Network => {
  const { family, depth, shortcut, paddedIdentity } = record;
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
