export type { Experiment, Member } from './experiment.js';
export { memberOf, type MemberOptions } from './member-of.js';
