import { ablationPairs } from '@resnet/analysis';
import { budgetNames, type BudgetName } from '@resnet/run-log';
import { UsageError } from '../errors.js';
import type { Operand, RunGroup } from './operands.js';

/** Two groups that are put side by side. */
export interface GroupPair {
  readonly left: RunGroup;
  readonly right: RunGroup;
}

export interface BudgetOptions {
  readonly asked?: BudgetName | undefined;
  /** Whether members are compared with the paper, and not with each other. */
  readonly withPaper: boolean;
}

/**
 * The operands on one budget: the one asked for, else the largest that all of them have (of one operand, on which it has an
 * ablation, or else two members to compare with each other), else each on the only one it has. Throws a `UsageError` where
 * there is none.
 */
export const onOneBudget = (operands: readonly Operand[], { asked, withPaper }: BudgetOptions): readonly Operand[] => {
  const shared = (asked === undefined ? budgetNames : [asked])
    .map((budget) => operands.map((operand) => onBudget(operand, budget)))
    .filter((all) => all.every(({ groups }) => groups.length > 0));
  const largestWith = (has: (operand: Operand) => boolean) => shared.find((all) => all.every(has));
  const withinOne = withPaper || operands.length > 1 ? undefined : (largestWith(hasAblation) ?? largestWith(hasTwo));
  const chosen = withinOne ?? shared[0];
  if (chosen !== undefined) return chosen;
  if (asked === undefined && operands.every(({ groups }) => budgetsOf(groups).length === 1)) return operands;
  const found = operands.map(({ name, groups }) => `${name} on ${budgetsOf(groups).join(', ')}`);
  throw new UsageError(
    `expected runs of all on ${asked === undefined ? 'one budget' : `budget ${asked}`}, found ${found.join('; ')}`,
  );
};

const hasAblation = (operand: Operand): boolean => ablationsOf(operand).length > 0;

const hasTwo = ({ groups }: Operand): boolean => groups.length > 1;

const onBudget = ({ name, groups }: Operand, budget: BudgetName): Operand => ({
  name,
  groups: groups.filter((group) => group.budget === budget),
});

const budgetsOf = (groups: readonly RunGroup[]): readonly BudgetName[] => [
  ...new Set(groups.map(({ budget }) => budget)),
];

/**
 * What is compared with what. Of one operand, each member with the first of its family and depth, or where no two have both
 * in common, the first with each other one. Of several, the first operand with each other one: where both have several, each
 * member with itself, or else with those of its experiment. Throws a `UsageError` where that makes no pair.
 */
export const pairGroups = ([first, ...others]: readonly Operand[]): readonly GroupPair[] => {
  if (first === undefined) return [];
  const pairs = others.length === 0 ? pairsWithinOne(first) : others.flatMap((other) => betweenTwo(first, other));
  if (pairs.length > 0) return pairs;
  const names = [first, ...others].map(
    ({ name, groups }) => `${name} (${groups.map(({ experiment, member }) => `${experiment}/${member}`).join(', ')})`,
  );
  throw new UsageError(`expected two members to compare, or one that both have, found ${names.join(' and ')}`);
};

/** Ablations by what they are of, as tables have them; else the first member with each other one. */
const pairsWithinOne = (operand: Operand): readonly GroupPair[] => {
  const ablations = ablationsOf(operand);
  const [left, ...others] = operand.groups;
  return ablations.length > 0 || left === undefined ? ablations : others.map((right) => ({ left, right }));
};

const ablationsOf = ({ groups }: Operand): readonly GroupPair[] => {
  const members = groups.flatMap((group) =>
    group.runs.slice(0, 1).map(({ record: { network } }) => ({ group, network })),
  );
  return ablationPairs(members).map(({ member, against }) => ({ left: member.group, right: against.group }));
};

const betweenTwo = ({ groups: lefts }: Operand, { groups: rights }: Operand): readonly GroupPair[] => {
  const pairs = lefts.flatMap((left) => rights.map((right) => ({ left, right })));
  if (lefts.length === 1 || rights.length === 1) return pairs;
  const ofOneMember = pairs.filter(({ left, right }) => left.member === right.member);
  return ofOneMember.length > 0 ? ofOneMember : pairs.filter(({ left, right }) => left.experiment === right.experiment);
};
