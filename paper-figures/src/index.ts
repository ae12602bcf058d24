export { buildFigures, type BuiltOutputs } from './build-figures.js';
