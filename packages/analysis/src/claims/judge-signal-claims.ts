import { runKey, type BudgetName, type Run, type SignalRow } from '@resnet/run-log';
import { byBudget, countedRuns, withoutSmoke } from '../runs/index.js';
import { formatCount, formatList, printedName, unique } from '../words.js';
import { type Expected, runsOfSide } from './claim.js';
import type { ClaimResult } from './judge-claim.js';
import type { SignalClaim, SignalRatio } from './signal-claims.js';

/**
 * What runs say of claims about signals: budget by budget, the largest first. A claim is supported where every seed is as
 * expected, contradicted where none is, and not resolved between; there is no interval, since layers are no sample.
 */
export const judgeSignalClaims = (claims: readonly SignalClaim[], runs: readonly Run[]): readonly ClaimResult[] => {
  const counted = countedRuns(withoutSmoke(runs)).filter(({ signals }) => signals.length > 0);
  const budgets: readonly BudgetName[] =
    counted.length === 0 ? ['paper'] : byBudget(counted).map(({ budget }) => budget);
  return budgets.flatMap((budget) =>
    claims.map((claim) => judge(claim, runsOfSide(counted, claim.member, budget), budget)),
  );
};

const judge = (claim: SignalClaim, runs: readonly Run[], budget: BudgetName): ClaimResult => {
  const { id, group, section, statement, ratio, expected } = claim;
  const members = [claim.member.member];
  const of = { measure: 'gradient-norms', members, runs: runs.map(({ record }) => runKey(record)) } as const;
  const common = { id, group, section, statement, budget, caveats: [], ...of };
  const seen = runs.map((run) => ({ run, worst: worstOf(ratiosOf(rowsAt(run.signals, claim), ratio), expected) }));
  const found = seen.flatMap(({ run, worst }) => (worst === undefined ? [] : [{ run, worst }]));
  if (found.length === 0) {
    const sentence = `Not measured: the signals of ${printedName(claim.member.member)}.`;
    return { ...common, verdict: 'not-run', sentence };
  }
  const agreeing = found.filter(({ worst }) => lies(worst.ratio, expected)).length;
  const verdict = agreeing === found.length ? 'supported' : agreeing === 0 ? 'contradicted' : 'not-resolved';
  return { ...common, verdict, sentence: found.map(({ run, worst }) => sentenceOf(run, worst)).join(' ') };
};

/** The two layers whose norms are compared, after one iteration. */
interface LayerRatio {
  readonly over: SignalRow;
  readonly under: SignalRow;
  readonly ratio: number;
}

/** Of convolutions that batch normalization follows: the classifier's gradient is of another kind. */
const rowsAt = (rows: readonly SignalRow[], { when }: SignalClaim): readonly (readonly SignalRow[])[] => {
  const convolutions = rows.filter(({ outputVariance }) => outputVariance !== null);
  const iterations = unique(convolutions.map(({ iteration }) => iteration));
  const chosen = {
    'at the initialization': iterations.filter((iteration) => iteration === 0),
    'at the end': iterations.slice(-1),
    throughout: iterations,
  }[when];
  return chosen.map((iteration) => convolutions.filter((row) => row.iteration === iteration));
};

const ratiosOf = (groups: readonly (readonly SignalRow[])[], ratio: SignalRatio): readonly LayerRatio[] =>
  groups.flatMap((rows) => {
    const ordered = ratio === 'first over last' ? rows : rows.toSorted((a, b) => b.gradientNorm - a.gradientNorm);
    const [over, under] = [ordered[0], ordered.at(-1)];
    return over === undefined || under === undefined
      ? []
      : [{ over, under, ratio: over.gradientNorm / under.gradientNorm }];
  });

/** The ratio that is furthest towards what is not expected. */
const worstOf = (ratios: readonly LayerRatio[], { below }: Expected): LayerRatio | undefined =>
  ratios.toSorted((a, b) => (below === undefined ? a.ratio - b.ratio : b.ratio - a.ratio))[0];

const lies = (value: number, { above = -Infinity, below = Infinity }: Expected): boolean =>
  value > above && value < below;

const sentenceOf = ({ record }: Run, { over, under, ratio }: LayerRatio): string => {
  const norms = [over, under].map(({ layer, gradientNorm }) => `${digits(gradientNorm)} in ${layer}`);
  return `${printedName(record.member)} (seed ${record.seed}) after ${formatCount(over.iteration)} iterations: gradient norms of ${formatList(norms)}, a ratio of ${digits(ratio)}.`;
};

const digits = (value: number): string =>
  Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 });
