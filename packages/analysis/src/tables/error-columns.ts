import type { BudgetRuns, Measure } from '../runs/index.js';
import { finalError, runsOfMember, topsOf } from '../runs/index.js';
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

/** The columns of one budget. */
export const errorColumns = (group: BudgetRuns): readonly Column[] => {
  const tops = topsOf(group.runs);
  return measuresOf(group).flatMap((one) =>
    tops.map((top): Column => {
      const name = `${group.budget} budget, ${headings[one]}`;
      return { name: tops.length === 1 ? name : `${name}, ${top}`, kind: 'measurement' };
    }),
  );
};

/** The cells of one member in the columns of a budget. */
export const errorCells = (group: BudgetRuns, member: string): readonly Measurement[] => {
  const own = runsOfMember(group.runs, member);
  return measuresOf(group).flatMap((one) => topsOf(group.runs).map((top) => measure(own, one, top)));
};
