export type * from './record.js';
export { lockRunFolder, RunFolderLockedError, type RunFolderLock } from './lock-run-folder.js';
export { MalformedFileError } from './malformed-file-error.js';
export { findRuns, readRun, readRunRecord } from './read-run.js';
export { RunLog } from './run-log.js';
export type { CsvLog } from './csv-log.js';
export { syncFolder, writeDurably, writeSynced } from './write-durably.js';
