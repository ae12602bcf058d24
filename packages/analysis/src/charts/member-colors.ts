import { printedName } from '../words.js';

const [gold, cyan, green, red, black, purple] = ['#e0a000', '#2aa5c7', '#2f9e44', '#d62828', '#1a1a1a', '#7b3fb5'];
const [sienna, slate] = ['#a0522d', '#5b6c80'];

/**
 * One colour for each depth, after the paper's Figures 1, 4 and 6, so that a network has the same colour in every
 * figure. Depths that networks of both data sets have, 6n + 2, have colours of their own.
 */
const colorByDepth: Readonly<Record<string, string>> = {
  ...{ 20: gold, 32: cyan, 44: green, 56: red, 110: black, 1202: purple },
  ...{ 18: cyan, 34: red, 50: sienna, 101: green, 152: slate },
};

/** For members that are no network of the paper trained as it says, in turn. */
const otherColors = ['#1b6ca8', '#c2185b', '#00897b', '#8d6e63', '#ef6c00', '#558b2f', '#6a1b9a', '#546e7a'];

/** The colours of a figure's members by their printed names: the paper's by depth, others in their order in the figure. */
export const memberColors = (members: readonly string[]): ReadonlyMap<string, string> => {
  const colors = new Map<string, string>();
  let others = 0;
  for (const member of members) {
    const depth = /^(?:plain|resnet)-(\d+)$/.exec(member)?.[1] ?? '';
    const color = colorByDepth[depth] ?? otherColors[others++ % otherColors.length] ?? '#222222';
    colors.set(printedName(member), color);
  }
  return colors;
};
