import { memberKey, type BudgetName, type Run } from '@resnet/run-log';
import type { Quantity } from '../runs/index.js';

/** What a claim is about: the runs of a member, whose experiment they are. */
export interface ClaimMember {
  readonly experiment: string;
  readonly member: string;
}

/** What claims show together. */
export type ClaimGroup =
  'degradation' | 'depth' | 'twins' | 'overfitting' | 'shortcuts' | 'values' | 'responses' | 'signals';

/** A statement of the paper as a hypothesis over runs. */
export interface Claim {
  readonly id: string;
  readonly group: ClaimGroup;
  /** Of the paper, with its table or figure. */
  readonly section: string;
  readonly statement: string;
  readonly measure: Quantity;
  readonly left: ClaimMember;
  /** Another member, or a number that the paper prints, in percent. */
  readonly right: ClaimMember | number;
  /** Where the left value minus the right one lies if the claim holds. */
  readonly expected: Expected;
  /** The only budget on which it can be judged, where that is not each: a number of the paper is that of its own training. */
  readonly only?: BudgetName;
}

/** A range that may be open to one side. */
export interface Expected {
  readonly above?: number;
  readonly below?: number;
}

/** The runs of both sides of a claim; none to the right of a claim about a number. */
export interface SideRuns {
  readonly left: readonly Run[];
  readonly right: readonly Run[];
}

/** Of any counted runs, those of a claim's member on a budget. */
export const runsOfSide = (runs: readonly Run[], side: ClaimMember, budget: BudgetName): readonly Run[] =>
  runs.filter(({ record }) => memberKey(record) === memberKey({ ...side, budget }));
