export { checkPhotoSizes } from './check-photo-sizes.js';
export type { Experiment, Member } from './experiment.js';
export { memberOf, type MemberOptions } from './member-of.js';
