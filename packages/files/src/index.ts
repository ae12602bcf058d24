export { isSystemError } from './is-system-error.js';
export { namingPath } from './naming-path.js';
export { nullIfMissing } from './null-if-missing.js';
export { renameDurably, syncFolder, writeDurably, writeSynced } from './write-durably.js';
