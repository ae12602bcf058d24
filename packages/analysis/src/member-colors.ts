/** One colour for each depth, after the paper's Figures 1 and 6, so that a member has the same colour in every figure. */
const colorByDepth: Readonly<Record<number, string>> = {
  20: '#e0a000',
  32: '#2aa5c7',
  44: '#2f9e44',
  56: '#d62828',
  110: '#1a1a1a',
  1202: '#7b3fb5',
};

/** The colour of a member, by the depth its name ends with: `plain-56` and `ResNet-56` are both red. */
export const memberColor = (network: string): string => {
  const depth = Number(/-(\d+)$/.exec(network)?.[1]);
  const color = colorByDepth[depth];
  if (color === undefined) {
    throw new RangeError(
      `no colour for ${network}: depths with one are ${Object.keys(colorByDepth).join(', ')}; add it in member-colors.ts`,
    );
  }
  return color;
};
