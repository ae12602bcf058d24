import type { BudgetName, Run } from '@resnet/run-log';
import {
  budgetLabel,
  byBudget,
  type BudgetRuns,
  countedRuns,
  type ErrorKind,
  quantityNames,
  shortfall,
} from '../runs/index.js';
import { formatList, printedName, unique } from '../words.js';
import type { Claim } from './claim.js';
import { degradationClaim, depthClaim, twinClaim } from './claim-kinds.js';
import { type ComparedResult, judgeClaim, type Verdict } from './judge-claim.js';
import { errorText, memberErrors, type MemberErrors } from './member-errors.js';

/** What a budget shows whose runs only test the suite. */
export const smokeSentence = (budget: string): string =>
  `The ${budget} only shows that everything runs: its errors mean nothing.`;

/** What the runs of one experiment on one budget show. */
export interface Observation {
  readonly budget: BudgetName;
  /** `short budget (8,000 iterations)`, and the experiment where there are several. */
  readonly title: string;
  /** Where its members ended; none where no run has finished, or where errors mean nothing. */
  readonly errors: readonly MemberErrors[];
  readonly sentences: readonly string[];
}

/** What was seen on each budget, longest first: computed from the runs alone, whatever they are. */
export const observations = (runs: readonly Run[]): readonly Observation[] => {
  const counted = countedRuns(runs);
  const several = experimentsOf(counted).length > 1;
  return byBudget(counted).flatMap((group) => observeBudget(group, several));
};

/** What was seen, a paragraph for each experiment on each budget. */
export const paragraphs = (runs: readonly Run[]): readonly string[] => {
  const seen = observations(runs).map(({ title, errors, sentences }) =>
    [...(errors.length === 0 ? [] : [`On the ${title}, ${finalErrors(errors)}.`]), ...sentences].join(' '),
  );
  return seen.length === 0 ? ['No run has been recorded.'] : seen;
};

const experimentsOf = (runs: readonly Run[]): readonly string[] => unique(runs.map(({ record }) => record.experiment));

const observeBudget = (group: BudgetRuns, several: boolean): readonly Observation[] => {
  if (group.budget === 'smoke') {
    const title = budgetLabel(group);
    const sentences = [smokeSentence(title)];
    return [{ budget: group.budget, title, errors: [], sentences }];
  }
  return experimentsOf(group.runs).map((experiment) => {
    const runs = group.runs.filter(({ record }) => record.experiment === experiment);
    return observeExperiment({ ...group, runs }, several ? `, in ${experiment}` : '');
  });
};

const observeExperiment = (group: BudgetRuns, where: string): Observation => {
  const title = `${budgetLabel(group)}${where}`;
  const errors = memberErrors(group.runs);
  const plain = errors.filter(({ family }) => family === 'plain');
  const residual = errors.filter(({ family }) => family === 'residual');
  const findings = differInDepth(plain) && differInDepth(residual) ? findingsOf(group, { plain, residual }) : [];
  return {
    budget: group.budget,
    title,
    errors,
    sentences: [
      ...(group.runs.every(({ record }) => record.state !== 'finished')
        ? [`On the ${title}, no run has finished.`]
        : []),
      ...findings.map(({ sentence }) => sentence),
      ...(findings.length === 0 ? [] : [sourceOf(findings.flatMap(({ results }) => results))]),
      ...shortfalls(group.runs),
    ],
  };
};

/** Else what two members of a family show may be owed to something other than depth. */
const differInDepth = (family: readonly MemberErrors[]): boolean =>
  unique(family.map(({ depth }) => depth)).length === family.length;

const finalErrors = (networks: readonly MemberErrors[]): string => {
  const items = networks.map(
    ({ name, training, test, n }) =>
      `${errorText(training)} / ${errorText(test)} (${name}${n > 1 ? `, mean of ${n} runs` : ''})`,
  );
  const single = networks.length > 1 && networks.every(({ n }) => n === 1) ? ', from one run each' : '';
  return `training / test error ended at ${formatList(items)}${single}`;
};

/** A sentence, and the claims that it was made from. */
interface Finding {
  readonly sentence: string;
  readonly results: readonly ComparedResult[];
}

interface Families {
  readonly plain: readonly MemberErrors[];
  readonly residual: readonly MemberErrors[];
}

const findingsOf = ({ budget, runs }: BudgetRuns, { plain, residual }: Families): readonly Finding[] => {
  const judge = (claim: Claim): ComparedResult => judgeClaim(claim, runs, budget);
  return [degradation(plain, judge), twins({ plain, residual }, judge), depth(residual, judge)].filter(
    (finding) => finding !== null,
  );
};

type Judge = (claim: Claim) => ComparedResult;

/** Degradation is a higher training error of the deeper plain network. One measure of it is enough where no other says the opposite. */
const degradation = (plain: readonly MemberErrors[], judge: Judge): Finding | null => {
  const pair = extremes(plain);
  if (pair === null) return null;
  const results = (['training', 'training-set'] as const)
    .map((measure) => judge(degradationClaim(pair.deep, pair.shallow, measure)))
    .filter(({ verdict }) => verdict !== 'not-run');
  const heading = {
    supported: 'Degradation shows',
    contradicted: 'Degradation does not show',
    'not-resolved': 'Whether there is degradation cannot be told',
  }[agreedVerdict(results)];
  const remarks = remarksOn(results, [pair.deep, pair.shallow]);
  const sentence = `${heading}: ${pair.deep.name} has ${differences(results)} than ${pair.shallow.name}${remarks}.`;
  return { sentence, results };
};

const twins = ({ plain, residual }: Families, judge: Judge): Finding | null => {
  const pairs = residual.flatMap((network) => {
    const twin = plain.find(({ depth }) => depth === network.depth);
    if (twin === undefined) return [];
    return [{ network, twin, results: bothErrors.map((measure) => judge(twinClaim(network, twin, measure))) }];
  });
  if (pairs.length === 0) return null;
  const results = pairs.flatMap((pair) => pair.results);
  const details = pairs.map(
    ({ network, twin, ...pair }) =>
      `${network.name} has ${differences(pair.results)}${remarksOn(pair.results, [network, twin])}`,
  );
  return { sentence: `${twinHeading(pairs.length, verdictOn(results))}: ${details.join('; ')}.`, results };
};

const twinHeading = (pairs: number, verdict: JointVerdict): string => {
  if (pairs > 1 && verdict === 'not-resolved') return 'Not every residual network is clearly ahead of its plain twin';
  const place = { supported: 'ahead of', contradicted: 'behind', 'not-resolved': 'not clearly ahead of' }[verdict];
  return `${pairs === 1 ? 'The' : 'Each'} residual network is ${place} its plain twin`;
};

const depth = (residual: readonly MemberErrors[], judge: Judge): Finding | null => {
  const pair = extremes(residual);
  if (pair === null) return null;
  const { shallow, deep } = pair;
  const results = bothErrors.map((measure) => judge(depthClaim(deep, shallow, measure)));
  const better = { supported: 'better', contradicted: 'worse', 'not-resolved': 'not clearly better' };
  const heading = `The deeper residual network is ${better[verdictOn(results)]} here`;
  const remarks = remarksOn(results, [deep, shallow]);
  const sentence = `${heading}: against ${shallow.name}, ${deep.name} has ${differences(results)}${remarks}.`;
  return { sentence, results };
};

const shortfalls = (runs: readonly Run[]): readonly string[] =>
  runs.flatMap((run) => {
    const remark = shortfall(run);
    const { member, seed } = run.record;
    return remark === null ? [] : [`${printedName(member)} (seed ${seed}) is not counted: ${remark}.`];
  });

const extremes = (networks: readonly MemberErrors[]) => {
  const [shallow, deep] = [networks[0], networks.at(-1)];
  return shallow === undefined || deep === undefined || shallow.depth === deep.depth ? null : { shallow, deep };
};

const bothErrors: readonly ErrorKind[] = ['training', 'test'];

type JointVerdict = Exclude<Verdict, 'not-run'>;

/** What several results say together: what all of them say. */
const verdictOn = (results: readonly ComparedResult[]): JointVerdict =>
  (['supported', 'contradicted'] as const).find((one) => results.every(({ verdict }) => verdict === one)) ??
  'not-resolved';

/** What the resolved ones of several results say, where they agree. */
const agreedVerdict = (results: readonly ComparedResult[]): JointVerdict => {
  const resolved = results.filter(({ verdict }) => verdict !== 'not-resolved');
  return resolved.length === 0 ? 'not-resolved' : verdictOn(resolved);
};

const differences = (results: readonly ComparedResult[]): string => formatList(results.map(differenceText));

/** `31.0 points higher training error (22.6 to 38.7)`. */
const differenceText = ({ difference, measure }: ComparedResult): string => {
  if (difference === undefined) return `no measured ${quantityNames[measure]}`;
  const { value, low, high } = difference;
  const points = `${Math.abs(value).toFixed(1)} points ${value < 0 ? 'lower' : 'higher'}`;
  if (low < 0 && high > 0)
    return `${points} ${quantityNames[measure]} (not resolved: ${(-low).toFixed(1)} lower to ${high.toFixed(1)} higher)`;
  const ends = [low, high].map(Math.abs).sort((a, b) => a - b);
  return `${points} ${quantityNames[measure]} (${ends.map((end) => end.toFixed(1)).join(' to ')})`;
};

/** Why differences are not those of the means printed, and what else than the networks they may be owed to. */
const remarksOn = (results: readonly ComparedResult[], sides: readonly MemberErrors[]): string => {
  const averaged = sides.reduce((sum, { n }) => sum + n, 0);
  const onFewer = results.some(({ difference, runs }) => difference && difference.pairs > 0 && runs.length < averaged);
  const apart = results.some(({ difference }) => difference?.from === 'images' && difference.pairs === 0);
  const caveats = unique(results.flatMap((result) => result.caveats));
  const differently = `, and they were trained differently too (${caveats.join('; ')})`;
  const seeds = onFewer ? ', over the seeds that both have' : apart ? ', though the two share no seed' : '';
  return `${seeds}${caveats.length === 0 ? '' : differently}`;
};

/** What the intervals were made from, and what is not in them. */
const sourceOf = (results: readonly ComparedResult[]): string => {
  const sources = unique(results.flatMap(({ difference }) => difference?.from ?? []));
  if (sources.length > 1)
    return 'In brackets are 95% intervals: over the seeds where two show a spread, else from the sampling of images, which knows nothing of the spread between seeds.';
  return sources[0] === 'seeds'
    ? 'In brackets are 95% intervals over the seeds.'
    : 'In brackets are 95% intervals from the sampling of the images that errors are counted on; how much seeds differ is not in them.';
};
