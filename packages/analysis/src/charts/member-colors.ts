import { printedName } from '../words.js';

/** One colour for each depth, after the paper's Figures 1 and 6, so that a network has the same colour in every figure. */
const colorByDepth: Readonly<Record<string, string>> = {
  20: '#e0a000',
  32: '#2aa5c7',
  44: '#2f9e44',
  56: '#d62828',
  110: '#1a1a1a',
  1202: '#7b3fb5',
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
