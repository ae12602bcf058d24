export { type Claim, type ClaimGroup, type ClaimMember } from './claim.js';
export { type ClaimResult, judgeClaim, judgeClaims, type Verdict } from './judge-claim.js';
export { observations, summary } from './observations.js';
export { judgeSignalClaims, type SignalClaimResult } from './judge-signal-claims.js';
export { paperClaims } from './paper-claims.js';
export { type SignalClaim, signalClaims } from './signal-claims.js';
