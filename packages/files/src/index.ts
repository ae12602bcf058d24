export { namingPath } from './naming-path.js';
export { renameDurably, syncFolder, writeDurably, writeSynced } from './write-durably.js';
