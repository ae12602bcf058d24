export { buildFigures } from './build-figures.js';
export type { BuiltOutputs } from './build-figures.js';
export { checkFigures } from './check-figures.js';
export type { OutputExperiment } from './paper-outputs.js';
export type { PaperOutputs } from './make-outputs.js';
