import { type BudgetName, budgetNames, type Run } from '@resnet/run-log';
import type { ErrorKind } from '../../runs/index.js';
import { unique } from '../../words.js';
import type { Across, ErrorScale } from '../curve-variant.js';

/** What a reader has chosen to see in a chart. */
export interface ChartState {
  readonly members: readonly string[];
  readonly seeds: readonly number[];
  readonly budgets: readonly BudgetName[];
  readonly kinds: readonly ErrorKind[];
  readonly across: Across;
  readonly errorScale: ErrorScale;
  /** What is zoomed to; `null` is everything. */
  readonly zoom: Extent | null;
  /** The place on the horizontal axis that values are read at; `null` is the end of each curve. */
  readonly at: number | null;
}

/** Both ends of both axes. */
export interface Extent {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** What there is to choose from. */
export type ChartChoices = Pick<ChartState, 'members' | 'seeds' | 'budgets' | 'kinds'>;

/** The choices that some runs leave, in the order of members given, of seeds and of budgets from the longest. */
export const choicesOf = (
  runs: readonly Run[],
  { members, kinds }: Pick<ChartChoices, 'members' | 'kinds'>,
): ChartChoices => {
  const records = runs.map(({ record }) => record);
  return {
    members: members.filter((member) => records.some((record) => record.member === member)),
    seeds: unique(records.map(({ seed }) => seed)).toSorted((a, b) => a - b),
    budgets: budgetNames.filter((budget) => records.some((record) => record.budget === budget)),
    kinds,
  };
};

/** All networks and seeds on the longest budget. */
export const initialState = (choices: ChartChoices): ChartState => ({
  ...choices,
  budgets: choices.budgets.slice(0, 1),
  across: 'iteration',
  errorScale: 'linear',
  zoom: null,
  at: null,
});

/** The runs that a reader has left switched on. */
export const shownRuns = (runs: readonly Run[], { members, seeds, budgets }: ChartChoices): readonly Run[] =>
  runs.filter(
    ({ record: { member, seed, budget } }) =>
      members.includes(member) && seeds.includes(seed) && budgets.includes(budget),
  );

/** A choice switched on where it is off, and off where it is on. */
export const toggled = <T>(chosen: readonly T[], choice: T): readonly T[] =>
  chosen.includes(choice) ? chosen.filter((other) => other !== choice) : [...chosen, choice];
