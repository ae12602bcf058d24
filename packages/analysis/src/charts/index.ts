export { experimentFigure } from './experiment-figure.js';
export type { DrawnFigure, Figure, FigureCaption } from './figure.js';
export { degradationFigure, figure1, figure6 } from './figures.js';
export { drawFigures, renderPng } from './render.js';
export { specText } from './spec-text.js';
