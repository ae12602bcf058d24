import type { Run } from '@resnet/run-log';
import { finalError, type Measure, measureNames, shortfall } from '../runs/index.js';
import { differenceSentence, type ErrorDifference, intervalText, pointsText, sourceText } from '../statistics/index.js';
import { formatList, printedName } from '../words.js';
import type { Claim } from './claim.js';
import type { ClaimResult, Verdict } from './judge-claim.js';

interface Judged extends Pick<ClaimResult, 'seedsNeeded'> {
  readonly difference: ErrorDifference;
  readonly verdict: Verdict;
}

/** Why a claim has its verdict: the difference, its interval, and what the interval is made from. */
export const claimSentence = (claim: Claim, { difference, verdict, seedsNeeded }: Judged): string =>
  [seen(claim, difference), ...(verdict === 'not-resolved' ? [resolvedBy(difference, seedsNeeded)] : [])].join(' ');

const seen = ({ left, right, measure }: Claim, difference: ErrorDifference): string => {
  const name = printedName(left.member);
  if (typeof right !== 'number')
    return differenceSentence(difference, { left: name, right: printedName(right.member), measure });
  const error = `${difference.left.toFixed(2)}% ${measureNames[measure]}`;
  return `${name} ended at ${error}, ${pointsText(difference.value)} than the paper's ${right}% (${intervalText(difference)}, ${sourceText(difference, measure)}).`;
};

const resolvedBy = ({ pairs }: ErrorDifference, needed: number | null | undefined): string => {
  if (needed === undefined) return 'How many seeds would resolve it is not known: no spread between seeds was seen.';
  if (needed === null) return `More than a thousand seeds would be needed, with the spread of these ${pairs}.`;
  return `About ${needed} seeds would resolve it, with the spread of these ${pairs}.`;
};

/** What is missing of a claim that cannot be judged. */
export const whyNotRun = ({ left, right, measure }: Claim, ofLeft: readonly Run[], ofRight: readonly Run[]): string => {
  const sides = [
    { name: left.member, runs: ofLeft },
    ...(typeof right === 'number' ? [] : [{ name: right.member, runs: ofRight }]),
  ];
  const missing = sides.filter(({ runs }) => runs.length === 0).map(({ name }) => printedName(name));
  const without = sides.flatMap(({ runs }) => runs.flatMap((run) => reason(run, measure)));
  return [...(missing.length === 0 ? [] : [`Not run: ${formatList(missing)}.`]), ...without].join(' ');
};

const reason = (run: Run, measure: Measure): readonly string[] => {
  const { member, seed } = run.record;
  const name = `${printedName(member)} (seed ${seed})`;
  const short = shortfall(run);
  if (short !== null) return [`${name} ${short}.`];
  return finalError(run, measure) === null ? [`${name} was recorded without the ${measureNames[measure]}.`] : [];
};
