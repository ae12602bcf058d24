export { type Claim, type ClaimGroup, type ClaimMember } from './claim.js';
export { type ClaimResult, isJudged, judgeClaim, type Verdict } from './judge-claim.js';
export { observations, summary } from './observations.js';
export { judgePaper } from './judge-paper.js';
