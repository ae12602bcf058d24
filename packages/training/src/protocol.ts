/** What of a run's record says how it was trained, without an engine or a data set: for those who read runs. */
export { differences } from './record/differences.js';
export { protocolLines, type ProtocolLine } from './record/protocol-lines.js';
