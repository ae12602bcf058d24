import { printedName, unique } from '../words.js';

/** The names of networks as a note has room for: `plain-32, 44; ResNet-110, 1202`. */
export const shortNames = (networks: readonly string[]): string => {
  const parts = networks.map(familyAndDepth);
  return unique(parts.map(({ family }) => family))
    .map((family) => {
      const depths = parts.filter((part) => part.family === family).map(({ depth }) => depth);
      return `${printedName(family)}${depths.join(', ')}`;
    })
    .join('; ');
};

/** `pre-activation-` and `56`; `resnet-` and `20/f32`. */
const familyAndDepth = (network: string) => {
  const at = network.search(/(?<=-)\d/);
  return at < 0 ? { family: network, depth: '' } : { family: network.slice(0, at), depth: network.slice(at) };
};
