import type { Run } from '@resnet/run-log';
import {
  budgetLabel,
  byBudget,
  finalValue,
  measureNames,
  type Quantity,
  quantityNames,
  shortfall,
} from '../runs/index.js';
import {
  differenceSentence,
  type ErrorDifference,
  intervalText,
  meanError,
  pointsText,
  runValues,
  sourceText,
} from '../statistics/index.js';
import { formatList, printedName, unique } from '../words.js';
import type { Claim } from './claim.js';
import type { ClaimResult, Verdict } from './judge-claim.js';

interface Judged extends Pick<ClaimResult, 'seedsNeeded' | 'caveats'> {
  readonly difference: ErrorDifference;
  readonly verdict: Verdict;
  readonly runs: readonly Run[];
}

/** Why a claim has its verdict: the budget, the difference, its interval, and what the interval is made from. */
export const claimSentence = (claim: Claim, { difference, verdict, seedsNeeded, caveats, runs }: Judged): string =>
  [
    `${budgetText(runs)}, ${seen(claim, difference)}`,
    ...(verdict === 'not-resolved' ? [resolvedBy(difference, seedsNeeded)] : []),
    ...(caveats.length === 0 ? [] : [`They were trained differently too (${caveats.join('; ')}).`]),
  ].join(' ');

/** `On the short budget (8,000 iterations)`. */
const budgetText = (runs: readonly Run[]): string =>
  formatList(byBudget(runs).map((group) => `On the ${budgetLabel(group)}`));

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
  return `${name} ended at ${error}, ${pointsText(difference.value)} than the paper's ${right}% (${intervalText(difference)}, ${sourceText(difference)}).`;
};

const responseSentence = (claim: Claim, { left, right, low, high, pairs }: ErrorDifference): string => {
  const source = pairs === 0 ? 'from means over seeds that are not paired' : `from ${pairs} seeds`;
  return `${responses(claim, left, right)} (95% interval of the difference ${low.toFixed(3)} to ${high.toFixed(3)}, ${source}).`;
};

const responses = ({ left, right }: Claim, ofLeft: number, ofRight: number): string =>
  `the layer responses of ${printedName(left.member)} have a mean standard deviation of ${ofLeft.toFixed(3)}, those of ${typeof right === 'number' ? right : printedName(right.member)} ${ofRight.toFixed(3)}`;

/** What was seen of layer responses on both sides where no two seeds show a spread; `null` where a side has none. */
export const withoutInterval = (claim: Claim, left: readonly Run[], right: readonly Run[]): string | null => {
  const [ofLeft, ofRight] = [left, right].map((runs) => runValues(runs, 'layer-responses'));
  if (!ofLeft?.length || !ofRight?.length) return null;
  const seenSoFar = responses(claim, meanError(ofLeft), meanError(ofRight));
  return `${budgetText([...left, ...right])}, ${seenSoFar}. Without a spread between seeds the difference has no interval: two seeds at least are needed.`;
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
  const without = sides.flatMap(({ runs }) => reasons(runs, measure));
  return [...(missing.length === 0 ? [] : [`Not run: ${formatList(missing)}.`]), ...without].join(' ');
};

/** Why runs of one member do not count, a sentence for each reason. */
const reasons = (runs: readonly Run[], measure: Quantity): readonly string[] => {
  const found = runs.map((run) => ({ run, why: reason(run, measure) }));
  return unique(found.flatMap(({ why }) => why ?? [])).map((why) => {
    const records = found.filter((other) => other.why === why).map(({ run }) => run.record);
    const seeds = formatList(records.map(({ seed }) => String(seed)));
    return `${printedName(records[0]?.member ?? '')} (${records.length === 1 ? 'seed' : 'seeds'} ${seeds}) ${why}.`;
  });
};

const reason = (run: Run, measure: Quantity): string | null =>
  shortfall(run) ?? (finalValue(run, measure) === null ? `was recorded without the ${quantityNames[measure]}` : null);
