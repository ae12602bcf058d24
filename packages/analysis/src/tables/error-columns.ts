import { type BudgetRuns, finalError, type Measure, runsOfMember, type Top, topsOf } from '../runs/index.js';
import { seedsText, unique } from '../words.js';
import { measure, type Measurement } from './measurement.js';
import type { Column } from './table.js';

const headings: Readonly<Record<Measure, string>> = {
  training: 'training',
  'training-set': 'whole training set',
  test: 'test',
};

/** What a table of errors has a column of: training and test, and the whole training set where a run has logged it. */
const measuresOf = ({ runs }: BudgetRuns): readonly Measure[] =>
  runs.some((run) => finalError(run, 'training-set') !== null)
    ? ['training', 'training-set', 'test']
    : ['training', 'test'];

/** One error of one budget. */
export interface ErrorKindColumn {
  readonly measure: Measure;
  readonly top: Top;
  /** `short budget, whole training set`. */
  readonly name: string;
}

/** Which errors the runs of a budget have. */
export const errorKinds = (group: BudgetRuns): readonly ErrorKindColumn[] =>
  measuresOf(group).flatMap((measure) =>
    topsOf(group.runs).map((top, _, tops) => {
      const name = `${group.budget} budget, ${headings[measure]}`;
      return { measure, top, name: tops.length === 1 ? name : `${name}, ${top}` };
    }),
  );

/** The columns of one budget. */
export const errorColumns = (group: BudgetRuns): readonly Column[] =>
  errorKinds(group).map(({ name }) => ({ name, kind: 'measurement' }));

/** The cells of one member in the columns of a budget. */
export const errorCells = (group: BudgetRuns, member: string): readonly Measurement[] =>
  errorKinds(group).map((column) => cellOf(group, member, column));

/** The same of members that are compared seed by seed: where the cells of a column rest on different seeds, each names its own. */
export const pairedErrorCells = (group: BudgetRuns, member: string): readonly Measurement[] =>
  errorKinds(group).map((column) => {
    const cell = cellOf(group, member, column);
    const seeds = seedsOf(group, member, column);
    const alike = seedsIn(group, column).length < 2;
    return alike || seeds === '' ? cell : { ...cell, remarks: [seeds, ...cell.remarks] };
  });

/** Whether the cells of a column of a budget rest on different seeds. */
export const hasDifferentSeeds = (group: BudgetRuns): boolean =>
  errorKinds(group).some((column) => seedsIn(group, column).length > 1);

/** The sets of seeds that the cells of a column rest on. */
const seedsIn = (group: BudgetRuns, column: ErrorKindColumn): readonly string[] => {
  const members = unique(group.runs.map(({ record }) => record.member));
  return unique(members.map((member) => seedsOf(group, member, column))).filter((seeds) => seeds !== '');
};

const cellOf = (group: BudgetRuns, member: string, { measure: kind, top }: ErrorKindColumn): Measurement =>
  measure(runsOfMember(group.runs, member), kind, top);

/** The seeds of the runs that have a value; empty where none has. */
const seedsOf = (group: BudgetRuns, member: string, { measure: kind, top }: ErrorKindColumn): string => {
  const runs = runsOfMember(group.runs, member).filter((run) => finalError(run, kind, top) !== null);
  return runs.length === 0 ? '' : seedsText(runs.map(({ record }) => record.seed));
};
