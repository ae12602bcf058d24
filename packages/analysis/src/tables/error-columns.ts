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

interface ErrorColumn {
  readonly kind: Measure;
  readonly top: Top;
}

const columnsOf = (group: BudgetRuns): readonly ErrorColumn[] =>
  measuresOf(group).flatMap((kind) => topsOf(group.runs).map((top) => ({ kind, top })));

/** The columns of one budget. */
export const errorColumns = (group: BudgetRuns): readonly Column[] =>
  columnsOf(group).map(({ kind, top }) => {
    const name = `${group.budget} budget, ${headings[kind]}`;
    return { name: topsOf(group.runs).length === 1 ? name : `${name}, ${top}`, kind: 'measurement' };
  });

/** The cells of one member in the columns of a budget. */
export const errorCells = (group: BudgetRuns, member: string): readonly Measurement[] =>
  columnsOf(group).map((column) => cellOf(group, member, column));

/** The same of members that are compared seed by seed: where the cells of a column rest on different seeds, each names its own. */
export const pairedErrorCells = (group: BudgetRuns, member: string): readonly Measurement[] =>
  columnsOf(group).map((column) => {
    const cell = cellOf(group, member, column);
    const seeds = seedsOf(group, member, column);
    const alike = seedsIn(group, column).length < 2;
    return alike || seeds === '' ? cell : { ...cell, remarks: [seeds, ...cell.remarks] };
  });

/** Whether the cells of a column of a budget rest on different seeds. */
export const hasDifferentSeeds = (group: BudgetRuns): boolean =>
  columnsOf(group).some((column) => seedsIn(group, column).length > 1);

/** The sets of seeds that the cells of a column rest on. */
const seedsIn = (group: BudgetRuns, column: ErrorColumn): readonly string[] => {
  const members = unique(group.runs.map(({ record }) => record.member));
  return unique(members.map((member) => seedsOf(group, member, column))).filter((seeds) => seeds !== '');
};

const cellOf = (group: BudgetRuns, member: string, { kind, top }: ErrorColumn): Measurement =>
  measure(runsOfMember(group.runs, member), kind, top);

/** The seeds of the runs that have a value; empty where none has. */
const seedsOf = (group: BudgetRuns, member: string, { kind, top }: ErrorColumn): string => {
  const runs = runsOfMember(group.runs, member).filter((run) => finalError(run, kind, top) !== null);
  return runs.length === 0 ? '' : seedsText(runs.map(({ record }) => record.seed));
};
