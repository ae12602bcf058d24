import type { Run } from '@resnet/run-log';
import { budgetLabel, byBudget, type BudgetRuns, countedRuns, type ErrorKind, shortfall } from '../runs/index.js';
import { formatList, printedName, unique } from '../words.js';
import { compareErrors, type ErrorDifference } from './compare-errors.js';
import { meanErrors, type MemberErrors } from './member-errors.js';

/**
 * What was seen on each budget, longest first, one paragraph each: computed from the runs alone, whatever they are. What
 * other runs showed `beside` comes after, and says that it is theirs.
 */
export const observations = (runs: readonly Run[], beside: readonly Run[] = []): readonly string[] => {
  const own = observe(runs);
  const others = observe(beside).map((paragraph) => `To compare with, runs recorded before: ${paragraph}`);
  return [...(own.length === 0 ? ['No run has been recorded.'] : own), ...others];
};

/** What was seen, paragraph after paragraph. */
export const summary = (runs: readonly Run[], beside: readonly Run[] = []): string =>
  observations(runs, beside).join('\n\n');

/** A paragraph for each experiment on each budget. */
const observe = (runs: readonly Run[]): readonly string[] => {
  const counted = countedRuns(runs);
  const several = experimentsOf(counted).length > 1;
  return byBudget(counted).flatMap((group) => observeBudget(group, several));
};

const experimentsOf = (runs: readonly Run[]): readonly string[] => unique(runs.map(({ record }) => record.experiment));

const observeBudget = (group: BudgetRuns, several: boolean): readonly string[] => {
  if (group.budget === 'smoke')
    return [`The ${budgetLabel(group)} only shows that everything runs: its errors mean nothing.`];
  return experimentsOf(group.runs).map((experiment) => {
    const runs = group.runs.filter(({ record }) => record.experiment === experiment);
    return observeExperiment({ ...group, runs }, several ? `, in ${experiment}` : '');
  });
};

const observeExperiment = (group: BudgetRuns, where: string): string => {
  const networks = meanErrors(group.runs);
  const plain = networks.filter(({ family }) => family === 'plain');
  const residual = networks.filter(({ family }) => family === 'residual');
  return [
    `On the ${budgetLabel(group)}${where}, ${finalErrors(networks)}.`,
    ...(differInDepth(plain) && differInDepth(residual)
      ? [...degradation(plain), ...twins(plain, residual), ...depth(residual)]
      : []),
    ...(networks.length < 2 ? [] : [uncertainty]),
    ...shortfalls(group.runs),
  ].join(' ');
};

const uncertainty =
  'After ± is the 95% sampling error of the images that the errors are counted on; how much seeds differ is not in it.';

/** Else what two members of a family show may be owed to something other than depth. */
const differInDepth = (family: readonly MemberErrors[]): boolean =>
  unique(family.map(({ depth }) => depth)).length === family.length;

const finalErrors = (networks: readonly MemberErrors[]): string => {
  if (networks.length === 0) return 'no run has finished';
  const items = networks.map(
    ({ name, training, test, n }) =>
      `${percent(training.mean)} / ${percent(test.mean)} (${name}${n > 1 ? `, mean of ${n} runs` : ''})`,
  );
  const single = networks.length > 1 && networks.every(({ n }) => n === 1) ? ', from one run each' : '';
  return `training / test error ended at ${formatList(items)}${single}`;
};

/** Degradation is a higher training error of the deeper plain network. */
const degradation = (plain: readonly MemberErrors[]): readonly string[] => {
  const pair = extremes(plain);
  if (pair === null) return [];
  const difference = compareErrors(pair.deep.training, pair.shallow.training);
  const seen = `${pair.deep.name} has ${describe(difference)} training error than ${pair.shallow.name}`;
  if (!difference.clear) return [`Whether there is degradation cannot be told: ${seen}.`];
  return [`Degradation ${difference.points > 0 ? 'shows' : 'does not show'}: ${seen}.`];
};

const twins = (plain: readonly MemberErrors[], residual: readonly MemberErrors[]): readonly string[] => {
  const pairs = residual.flatMap((network) => {
    const twin = plain.find(({ depth }) => depth === network.depth);
    return twin === undefined ? [] : [{ network, twin }];
  });
  if (pairs.length === 0) return [];
  const ahead = pairs.every(({ network, twin }) => isAhead(network, twin));
  const subject =
    pairs.length === 1 ? 'The residual network' : ahead ? 'Each residual network' : 'Not every residual network';
  const verb = pairs.length === 1 && !ahead ? 'is not clearly ahead' : ahead ? 'is ahead' : 'is clearly ahead';
  const details = pairs.map(({ network, twin }) => `${network.name} has ${differences(network, twin)}`);
  return [`${subject} ${verb} of its plain twin: ${details.join('; ')}.`];
};

const depth = (residual: readonly MemberErrors[]): readonly string[] => {
  const pair = extremes(residual);
  if (pair === null) return [];
  const { shallow, deep } = pair;
  const verdict = isAhead(deep, shallow) ? 'Depth pays here' : 'That depth pays does not show here';
  return [`${verdict}: against ${shallow.name}, ${deep.name} has ${differences(deep, shallow)}.`];
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

/** Ahead is clearly lower in both errors. */
const isAhead = (a: MemberErrors, b: MemberErrors): boolean =>
  errorKinds.map((kind) => compareErrors(a[kind], b[kind])).every(({ points, clear }) => clear && points < 0);

const errorKinds: readonly ErrorKind[] = ['training', 'test'];

const differences = (a: MemberErrors, b: MemberErrors): string =>
  errorKinds.map((kind) => `${describe(compareErrors(a[kind], b[kind]))} ${kind} error`).join(' and ');

const describe = ({ points, margin, clear }: ErrorDifference): string => {
  const text = `${Math.abs(points).toFixed(1)} ± ${margin.toFixed(1)} points ${points < 0 ? 'lower' : 'higher'}`;
  return clear ? text : `no clearly different (${text})`;
};

const percent = (error: number): string => `${error.toFixed(1)}%`;
