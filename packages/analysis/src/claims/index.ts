export { type ClaimResult, isJudged, type Verdict } from './judge-claim.js';
export { errorsByBudget, errorText, type MemberErrors } from './member-errors.js';
export { type Observation, observations, paragraphs, smokeSentence } from './observations.js';
export { judgePaper } from './judge-paper.js';
