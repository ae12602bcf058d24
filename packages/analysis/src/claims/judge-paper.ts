import type { Run } from '@resnet/run-log';
import { type ClaimResult, judgeClaims } from './judge-claim.js';
import { judgeSignalClaims } from './judge-signal-claims.js';
import { paperClaims } from './paper-claims.js';
import { signalClaims } from './signal-claims.js';

/** What runs say of every claim of the paper, on each budget that they have. */
export const judgePaper = (runs: readonly Run[]): readonly ClaimResult[] => [
  ...judgeClaims(paperClaims, runs),
  ...judgeSignalClaims(signalClaims, runs),
];
