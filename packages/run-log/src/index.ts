export type * from './record.js';
export { budgetNames, imageProtocolNames, photoProtocolNames, protocolNames, splitNames } from './record.js';
export type * from './ensemble.js';
export {
  appendToEnsemble,
  checkEnsemble,
  ensembleFile,
  type EnsembleIdentity,
  findEnsembles,
} from './ensemble-files.js';
export { lockRunFolder, type RunFolderLock } from './lock-run-folder.js';
export { RunFolderLockedError } from './run-folder-locked-error.js';
export { isNetwork, networkShape, parseNetworkFile } from './parse-network-file.js';
export { propertiesOfLayer } from './layer-shape.js';
export * as shapes from './json-shape.js';
export { MalformedFileError } from './malformed-file-error.js';
export { findRuns, type FoundRuns } from './find-runs.js';
export { readRun, readRunRecord, requireRunRecord } from './read-run.js';
export { checkRunRecord, parseRunRecord } from './parse-run-record.js';
export { csvFiles } from './columns.js';
export { codesOf } from './codes-of.js';
export { hasStarted } from './has-started.js';
export { runFolder } from './run-folder.js';
export { showsTop5 } from './shows-top5.js';
export { isRunOf, memberKey, type MemberName, runIdentity, runKey } from './run-key.js';
export { readText, readTexts, restoreRecord, RunLog, type CsvTexts, type RunTexts } from './run-log.js';
