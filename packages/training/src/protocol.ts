/** What of a run's record says how it was trained, without an engine or a data set: for those who read runs. */
export { differences } from './differences.js';
export { protocolLines, type ProtocolLine } from './protocol-lines.js';
