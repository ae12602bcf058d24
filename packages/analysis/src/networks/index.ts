export { drawnFigures } from './drawn-figures.js';
export { networkFigure } from './network-figure.js';
