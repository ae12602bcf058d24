export { blockFigure } from './block-figure.js';
export { drawnFigures } from './drawn-figures.js';
export { networkFigure } from './network-figure.js';
export type { DrawnNetwork } from './network-parts.js';
