import { runKey, type BudgetName, type Run, type SignalRow } from '@resnet/run-log';
import { byBudget, convolutionSignals, measuredRuns, shortfall, withoutSmoke } from '../runs/index.js';
import { formatCount, formatList, printedName, threeDigits } from '../words.js';
import { type Expected, runsOfSide } from './claim.js';
import type { ClaimResult, Verdict } from './judge-claim.js';
import { runReasons } from './run-reasons.js';
import type { SignalClaim, SignalRatio, SignalTime } from './signal-claims.js';

/**
 * What runs say of claims about signals: budget by budget, the largest first. A claim is supported where every finished
 * run is as expected, contradicted where none is, and not resolved between; there is no interval, since layers are no sample.
 */
export const judgeSignalClaims = (claims: readonly SignalClaim[], runs: readonly Run[]): readonly ClaimResult[] => {
  const counted = measuredRuns(withoutSmoke(runs));
  const budgets: readonly BudgetName[] =
    counted.length === 0 ? ['paper'] : byBudget(counted).map(({ budget }) => budget);
  return budgets.flatMap((budget) =>
    claims.map((claim) => judge(claim, runsOfSide(counted, claim.member, budget), budget)),
  );
};

const judge = (claim: SignalClaim, runs: readonly Run[], budget: BudgetName): ClaimResult => {
  const { id, group, section, statement, expected } = claim;
  const seen = runs.flatMap((run) => {
    const ratios = run.record.state === 'finished' ? ratiosOf(rowsAt(run, claim.when), claim.ratio) : [];
    return ratios.length === 0 ? [] : [{ run, ratios, worst: worstOf(ratios, claim) }];
  });
  const result = (verdict: Verdict, sentence: string, of: readonly Run[]): ClaimResult => ({
    ...{ id, group, section, statement, budget, verdict, sentence, caveats: [], measure: 'gradient-norms' },
    ...{ members: [claim.member.member], runs: of.map(({ record }) => runKey(record)) },
  });
  if (seen.length === 0) return result('not-run', whyNotMeasured(claim, runs), runs);
  const agreeing = seen.filter(({ worst }) => lies(worst.ratio, expected)).length;
  const verdict = agreeing === seen.length ? 'supported' : agreeing === 0 ? 'contradicted' : 'not-resolved';
  const sentences = seen.map((each) => sentenceOf(each, claim));
  return result(
    verdict,
    sentences.join(' '),
    seen.map(({ run }) => run),
  );
};

const whyNotMeasured = ({ member, when }: SignalClaim, runs: readonly Run[]): string =>
  runs.length === 0
    ? `Not measured: the signals of ${printedName(member.member)}.`
    : runReasons(runs, (run) => shortfall(run) ?? `measured no signals ${when}`).join(' ');

/** The two layers whose norms are compared, after one iteration. */
interface LayerRatio {
  readonly over: SignalRow;
  readonly under: SignalRow;
  /** Infinite over a norm of 0, and NaN of 0 over 0: that is as nothing expects it. */
  readonly ratio: number;
}

/** The ratio that is furthest towards what is not expected. */
const worstOf = (ratios: readonly LayerRatio[], { expected: { below } }: SignalClaim): LayerRatio => {
  const badness = ({ ratio }: LayerRatio) => (Number.isNaN(ratio) ? Infinity : below === undefined ? -ratio : ratio);
  return ratios.reduce((worst, one) => (badness(one) > badness(worst) ? one : worst));
};

const rowsAt = (run: Run, when: SignalTime): readonly (readonly SignalRow[])[] => {
  const measured = convolutionSignals(run);
  return {
    'at the initialization': measured.filter(({ iteration }) => iteration === 0),
    'at the end': measured.filter(({ iteration }) => iteration === run.record.iterations),
    throughout: measured,
  }[when].map(({ rows }) => rows);
};

const ratiosOf = (groups: readonly (readonly SignalRow[])[], ratio: SignalRatio): readonly LayerRatio[] =>
  groups.flatMap((rows) => {
    const ordered = ratio === 'first over last' ? rows : rows.toSorted((a, b) => b.gradientNorm - a.gradientNorm);
    const [over, under] = [ordered[0], ordered.at(-1)];
    return over === undefined || under === undefined
      ? []
      : [{ over, under, ratio: over.gradientNorm / under.gradientNorm }];
  });

/** NaN lies nowhere. */
const lies = (value: number, { above = -Infinity, below }: Expected): boolean =>
  value > above && (below === undefined || value < below);

interface SeenRatios {
  readonly run: Run;
  readonly ratios: readonly LayerRatio[];
  readonly worst: LayerRatio;
}

const sentenceOf = ({ run, ratios, worst: { over, under, ratio } }: SeenRatios, claim: SignalClaim): string => {
  const { member, seed } = run.record;
  const norms = [over, under].map(({ layer, gradientNorm }) => `${threeDigits(gradientNorm)} in ${layer}`);
  const of = ratios.length > 1 ? amongMeasured(ratios, claim) : '';
  return `${printedName(member)} (seed ${seed}) after ${formatCount(over.iteration)} iterations: gradient norms of ${formatList(norms)}, ${ratioText(ratio)}${of}.`;
};

const ratioText = (ratio: number): string => {
  if (Number.isNaN(ratio)) return 'no ratio';
  return ratio === Infinity ? 'an infinite ratio' : `a ratio of ${threeDigits(ratio)}`;
};

/** Nothing is known of the iterations between. */
const amongMeasured = (ratios: readonly LayerRatio[], { expected: { below } }: SignalClaim): string => {
  const iterations = ratios.map(({ over }) => formatCount(over.iteration));
  return `, the ${below === undefined ? 'smallest' : 'largest'} of those after ${formatList(iterations)} iterations`;
};
