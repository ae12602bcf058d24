import { budgetLabel, byBudget, measureNames, quantityNames, shortfall, whyWithout } from '../runs/index.js';
import {
  differenceSentence,
  type ErrorDifference,
  intervalText,
  meanError,
  pointsThan,
  runValues,
  sourceText,
} from '../statistics/index.js';
import { formatList, printedName } from '../words.js';
import type { Claim, SideRuns } from './claim.js';
import type { ClaimResult, Verdict } from './judge-claim.js';
import { runReasons } from './run-reasons.js';

interface Judged extends Pick<ClaimResult, 'seedsNeeded' | 'caveats'> {
  readonly difference: ErrorDifference;
  readonly verdict: Verdict;
  /** What it was judged by, and all that there is. */
  readonly compared: SideRuns;
  readonly all: SideRuns;
}

/**
 * Why a claim has its verdict: the budget, the difference, its interval, what the interval is made from, and which runs do
 * not count.
 */
export const claimSentence = (
  claim: Claim,
  { difference, verdict, seedsNeeded, caveats, compared, all }: Judged,
): string =>
  [
    `${budgetText(compared)}, ${seen(claim, difference)}`,
    ...(verdict === 'not-resolved' ? [resolvedBy(difference, seedsNeeded)] : []),
    ...(caveats.length === 0 ? [] : [`They were trained differently too (${caveats.join('; ')}).`]),
    ...[all.left, all.right].flatMap((side) => runReasons(side, shortfall)),
  ].join(' ');

/** `On the short budget (8,000 iterations)`, of runs of one budget. */
const budgetText = ({ left, right }: SideRuns): string =>
  formatList(byBudget([...left, ...right]).map((group) => `On the ${budgetLabel(group)}`));

const seen = (claim: Claim, difference: ErrorDifference): string => {
  const { left, right, measure } = claim;
  const name = printedName(left.member);
  if (measure === 'layer-responses') return responseSentence(claim, difference);
  if (typeof right !== 'number')
    return differenceSentence(difference, {
      left: name,
      right: printedName(right.member),
      error: measureNames[measure],
    });
  const error = `${difference.left.toFixed(2)}% ${quantityNames[measure]}`;
  return `${name} ended at ${error}, ${pointsThan(difference.value)} the paper's ${right}% (${intervalText(difference)}, ${sourceText(difference)}).`;
};

const responseSentence = (claim: Claim, difference: ErrorDifference): string => {
  const { left, right, low, high } = difference;
  return `${responses(claim, left, right)} (95% interval of the difference ${low.toFixed(3)} to ${high.toFixed(3)}, ${sourceText(difference)}).`;
};

const responses = ({ left, right }: Claim, ofLeft: number, ofRight: number): string =>
  `the layer responses of ${printedName(left.member)} have a mean standard deviation of ${ofLeft.toFixed(3)}, those of ${typeof right === 'number' ? right : printedName(right.member)} ${ofRight.toFixed(3)}`;

/** What was seen of layer responses on both sides where no two seeds show a spread; `null` where a side has none. */
export const withoutInterval = (claim: Claim, sides: SideRuns): string | null => {
  const [ofLeft, ofRight] = [sides.left, sides.right].map((runs) => runValues(runs, 'layer-responses'));
  if (!ofLeft?.length || !ofRight?.length) return null;
  const seenSoFar = responses(claim, meanError(ofLeft), meanError(ofRight));
  return `${budgetText(sides)}, ${seenSoFar}. Without a spread between seeds the difference has no interval: two seeds at least are needed.`;
};

const resolvedBy = ({ pairs }: ErrorDifference, needed: number | null | undefined): string => {
  if (needed === undefined) {
    const reason = pairs === 0 ? 'the seeds are not paired' : 'no spread between seeds was seen';
    return `How many seeds would resolve it is not known: ${reason}.`;
  }
  if (needed === null) return `More than a thousand seeds would be needed, with the spread of these ${pairs}.`;
  return `About ${needed} seeds in all would resolve it four times in five, if difference and spread are as in these ${pairs}.`;
};

/** What is missing of a claim that cannot be judged: of each side that has no value. */
export const whyNotRun = ({ left, right, measure }: Claim, runs: SideRuns): string => {
  const sides = [
    { name: left.member, own: runs.left },
    ...(typeof right === 'number' ? [] : [{ name: right.member, own: runs.right }]),
  ].filter(({ own }) => own.every((run) => whyWithout(run, measure) !== null));
  const missing = sides.filter(({ own }) => own.length === 0).map(({ name }) => printedName(name));
  const without = sides.flatMap(({ own }) => runReasons(own, (run) => whyWithout(run, measure)));
  return [...(missing.length === 0 ? [] : [`Not run: ${formatList(missing)}.`]), ...without].join(' ');
};
