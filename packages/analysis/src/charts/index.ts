export { experimentFigure } from './experiment-figure.js';
export type { DrawnFigure, ErrorPanel, Figure, FigureCaption, FigureCurves } from './figure.js';
export { figureTheme } from './figure-theme.js';
export { memberColors } from './member-colors.js';
export { degradationFigure, figure1, figure4, figure6 } from './figures.js';
export { figure7 } from './figure-7.js';
export { signalsFigure } from './signals-figure.js';
export { drawFigures, renderPng } from './render.js';
export { specText } from './spec-text.js';
