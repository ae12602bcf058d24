export { designedFor, networkRecord, recordedNetwork } from './network-record.js';
export { completeRecord } from './complete-record.js';
export { type DeviationOptions, deviations } from './deviations.js';
export { differences } from './differences.js';
export { differencesFromMember, type MemberToday } from './differences-from-member.js';
export { checkSettings } from './check-settings.js';
export { describeCommit, describeProvenance, type Provenance } from './describe-commit.js';
export { describeMachine } from './machine.js';
