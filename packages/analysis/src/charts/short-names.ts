import { printedName, unique } from '../words.js';

/** The names of networks as a note has room for: `plain-32, 44; ResNet-110, 1202`. */
export const shortNames = (networks: readonly string[]): string => {
  const depths = (family: string): string[] =>
    networks.filter((network) => network.startsWith(`${family}-`)).map((network) => network.slice(family.length + 1));
  return unique(networks.map((network) => network.split('-')[0] ?? network))
    .map((family) => `${printedName(family)}-${depths(family).join(', ')}`)
    .join('; ');
};
