import { runKey, type BudgetName, type Run } from '@resnet/run-log';
import { byBudget, countedRuns, type Quantity, withoutSmoke, withPaperBudget } from '../runs/index.js';
import {
  compareErrors,
  type ComparedErrors,
  differenceFrom,
  type ErrorDifference,
  seedsNeeded,
} from '../statistics/index.js';
import { type Claim, type ClaimGroup, type Expected, runsOfSide, type SideRuns } from './claim.js';
import { claimSentence, whyNotRun, withoutInterval } from './claim-sentence.js';
import { protocolCaveats } from './protocol-caveats.js';

export type Verdict = 'supported' | 'contradicted' | 'not-resolved' | 'not-run';

/** What runs say of a claim on one budget. Plain JSON. */
export interface ClaimResult {
  readonly id: string;
  readonly group: ClaimGroup;
  /** Of the paper, with its table or figure. */
  readonly section: string;
  readonly statement: string;
  readonly measure: Quantity | 'gradient-norms';
  readonly budget: BudgetName;
  readonly verdict: Verdict;
  /** The verdict's reason in plain English, with numbers and the interval. */
  readonly sentence: string;
  /** Absent where it was not run. */
  readonly difference?: ErrorDifference;
  /**
   * Pairs of seeds that would resolve it four times in five with the spread seen; absent where it is resolved or no spread
   * was seen, `null` where they are more than a thousand.
   */
  readonly seedsNeeded?: number | null;
  /**
   * Where the protocols of the two sides differ beyond what the paper does for their depths: what the difference may be
   * owed to.
   */
  readonly caveats: readonly string[];
  /** Left and right, `paper` where the right is a number of the paper; one alone where nothing is compared. */
  readonly members: readonly string[];
  /** Folders below the root of the results: of the runs that it was judged by; where it was not, of all there are. */
  readonly runs: readonly string[];
}

/** What runs say of a claim that compares. */
export type ComparedResult = ClaimResult & Pick<Claim, 'measure'>;

/** Whether there were runs to judge it by. */
export const isJudged = ({ verdict }: Pick<ClaimResult, 'verdict'>): boolean => verdict !== 'not-run';

/**
 * What runs say of claims: budget by budget, the largest first, and the paper's always. Smoke runs only test the suite, and
 * are left out.
 */
export const judgeClaims = (claims: readonly Claim[], runs: readonly Run[]): readonly ClaimResult[] => {
  const counted = countedRuns(withoutSmoke(runs));
  return withPaperBudget(byBudget(counted)).flatMap(({ budget }) =>
    claims.filter(({ only = budget }) => only === budget).map((claim) => judgeClaim(claim, counted, budget)),
  );
};

/** What counted runs say of a claim on one budget. */
export const judgeClaim = (claim: Claim, counted: readonly Run[], budget: BudgetName): ComparedResult => {
  const all = {
    left: runsOfSide(counted, claim.left, budget),
    right: typeof claim.right === 'number' ? [] : runsOfSide(counted, claim.right, budget),
  };
  const { difference, ...compared } = differenceOf(claim, all);
  if (difference === null) return withoutDifference(claim, budget, { all, compared });
  const verdict = verdictOf(difference, claim.expected);
  const needed = verdict === 'not-resolved' ? neededFor(difference, claim.expected) : {};
  const common = describe(claim, budget, compared);
  const { caveats } = common;
  const sentence = claimSentence(claim, { difference, verdict, ...needed, caveats, compared, all });
  return { ...common, verdict, sentence, difference, ...needed };
};

const differenceOf = ({ right, measure }: Claim, { left, right: others }: SideRuns): ComparedErrors => {
  const compared = compareErrors(left, others, measure);
  if (typeof right !== 'number' || measure === 'layer-responses') return compared;
  return { ...compared, difference: differenceFrom(left, right, measure) };
};

/** Layer responses of one seed were seen, but have no interval. */
const withoutDifference = (
  claim: Claim,
  budget: BudgetName,
  { all, compared }: Readonly<Record<'all' | 'compared', SideRuns>>,
): ComparedResult => {
  const seen = claim.measure === 'layer-responses' ? withoutInterval(claim, compared) : null;
  return seen === null
    ? { ...describe(claim, budget, all), verdict: 'not-run', sentence: whyNotRun(claim, all) }
    : { ...describe(claim, budget, compared), verdict: 'not-resolved', sentence: seen };
};

const describe = (
  { id, group, section, statement, measure, left, right }: Claim,
  budget: BudgetName,
  runs: SideRuns,
) => ({
  ...{ id, group, section, statement, measure, budget },
  caveats: runs.right.length === 0 ? [] : protocolCaveats(runs.left, runs.right),
  members: [left.member, typeof right === 'number' ? 'paper' : right.member] as const,
  runs: [...runs.left, ...runs.right].map(({ record }) => runKey(record)),
});

/** Supported where the whole interval lies in what is expected, contradicted where none of it does. */
export const verdictOf = ({ low, high }: Pick<ErrorDifference, 'low' | 'high'>, expected: Expected): Verdict => {
  const { above = -Infinity, below = Infinity } = expected;
  if (low > above && high < below) return 'supported';
  return high <= above || low >= below ? 'contradicted' : 'not-resolved';
};

/** The nearest end of what is expected is what the difference must be told from. */
const neededFor = (
  { value, deviation }: ErrorDifference,
  { above, below }: Expected,
): Pick<ClaimResult, 'seedsNeeded'> => {
  if (deviation === undefined) return {};
  const distances = [above, below].flatMap((end) => (end === undefined ? [] : [Math.abs(value - end)]));
  return { seedsNeeded: seedsNeeded({ deviation, distance: Math.min(...distances) }) };
};
