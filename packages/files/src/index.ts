export { isDiskError, isDiskFull, isMissing, isSystemError } from './system-errors.js';
export { namingPath } from './naming-path.js';
export { isRunning, type ProcessIdentity, thisProcess } from './process-identity.js';
export { isThere } from './is-there.js';
export { nullIfMissing } from './null-if-missing.js';
export { renameDurably, syncFolder, writeDurably, writeSynced } from './write-durably.js';
