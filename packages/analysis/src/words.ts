/** 8000 -> `8,000`. */
export const formatCount = (count: number): string => count.toLocaleString('en-US');

/** Three significant digits: 0.0029637 -> `0.00296`, 16441000 -> `16,400,000`. */
export const threeDigits = (value: number): string =>
  Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 });

/** `a`, `a and b`, `a, b and c`. */
export const formatList = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

/** `seed 1`, `seeds 1, 2 and 3`. */
export const seedsText = (seeds: readonly number[]): string =>
  `${seeds.length === 1 ? 'seed' : 'seeds'} ${formatList(seeds.map(String))}`;

/** `resnet-56` as the paper prints it: `ResNet-56`. */
export const printedName = (network: string): string => network.replace(/^resnet/, 'ResNet');

/** The items in order, each once. */
export const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
