import type { Run } from '@resnet/run-log';
import {
  type AblationPair,
  ablationPairs,
  byBudget,
  type BudgetRuns,
  countedRuns,
  type OutputExperiment,
  outputName,
  runsOfMember,
} from '../runs/index.js';
import { compareErrors } from '../statistics/index.js';
import { printedName } from '../words.js';
import type { DifferenceCell } from './difference-cell.js';
import { type ErrorKindColumn, errorKinds } from './error-columns.js';
import type { Table } from './table.js';

/** The ablations of an experiment as differences with intervals, budget by budget; `null` where it has none, or none was run. */
export const differencesTable = (experiment: OutputExperiment, runs: readonly Run[]): Table | null => {
  const pairs = ablationPairs(experiment.members);
  const columns = byBudget(countedRuns(runs)).flatMap((group) =>
    errorKinds(group).map((column) => ({ column, cells: pairs.map((pair) => cellOf(group, pair, column)) })),
  );
  const seen = columns.filter(({ cells }) => cells.some(isMeasured));
  const rows = pairs.flatMap(({ member, against }, row) => {
    const cells = seen.flatMap((column) => column.cells[row] ?? []);
    return cells.some(isMeasured) ? [[printedName(member.name), printedName(against.name), ...cells]] : [];
  });
  if (rows.length === 0) return null;
  return {
    id: `${outputName(experiment)}-differences`,
    title: `${experiment.id}: differences with 95% intervals`,
    columns: [
      { name: 'member', kind: 'text' },
      { name: 'minus', kind: 'text' },
      ...seen.map(({ column: { name } }) => ({ name, kind: 'difference' as const })),
    ],
    rows,
    notes: [
      'Each is the error of a member minus that of the first member of its family and depth, in percentage points, with its 95% interval. All rows with the same minus share its luck.',
      'Where an interval names seeds, it is from how they differ: the differences of pairs, or, not paired, the means of both sides. Seeds of one side: the other has one, and is taken to spread alike. The other intervals are from the sampling of images: they tell two runs apart, and know nothing of how much seeds differ. Of twenty intervals one misses on average.',
    ],
  };
};

const cellOf = (
  { runs }: BudgetRuns,
  { member, against }: AblationPair<{ readonly name: string }>,
  { measure, top }: ErrorKindColumn,
): DifferenceCell => ({
  difference: compareErrors(runsOfMember(runs, member.name), runsOfMember(runs, against.name), measure, top).difference,
});

const isMeasured = ({ difference }: DifferenceCell): boolean => difference !== null;
