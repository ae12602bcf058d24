import { shape } from './json-shape.js';
import { isRunName } from './run-key.js';

/** The id of an experiment, the name of a member or of an ensemble. */
export const runName = shape('a name of folders', (value) => typeof value === 'string' && isRunName(value));
