import type { BudgetRuns, Measure } from '../runs/index.js';
import { finalError, runsOfMember } from '../runs/index.js';
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
export const errorColumns = (group: BudgetRuns): readonly Column[] =>
  measuresOf(group).map((one) => ({ name: `${group.budget} budget, ${headings[one]}`, kind: 'measurement' }));

/** The cells of one member in the columns of a budget. */
export const errorCells = (group: BudgetRuns, member: string): readonly Measurement[] => {
  const own = runsOfMember(group.runs, member);
  return measuresOf(group).map((one) => measure(own, one));
};
