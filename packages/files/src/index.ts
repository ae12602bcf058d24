export { isDiskError, isDiskFull, isMissing, isSystemError, nullIfMissing } from './system-errors.js';
export { namingPath, readUtf8 } from './naming-path.js';
export { isRunning, type ProcessIdentity, thisProcess } from './process-identity.js';
export { isThere } from './is-there.js';
export { sha256 } from './sha256.js';
export { renameDurably, syncFolder, writeDurably, writeSynced } from './write-durably.js';
