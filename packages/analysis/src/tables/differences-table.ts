import type { Run } from '@resnet/run-log';
import {
  ablationPairs,
  byBudget,
  type BudgetRuns,
  countedRuns,
  type OutputExperiment,
  outputName,
  runsOfMember,
} from '../runs/index.js';
import { errorDifference } from '../statistics/index.js';
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
      'Each is the error of a member minus that of the first member of its family and depth, in percentage points, with its 95% interval.',
      'Where an interval names seeds, it is from the differences between them. The others are from the sampling of images: they tell two runs apart, and know nothing of how much seeds differ. Of twenty intervals one misses on average.',
    ],
  };
};

const cellOf = (
  { runs }: BudgetRuns,
  { member, against }: { readonly member: { readonly name: string }; readonly against: { readonly name: string } },
  { measure, top }: ErrorKindColumn,
): DifferenceCell => ({
  difference: errorDifference(runsOfMember(runs, member.name), runsOfMember(runs, against.name), measure, top),
});

const isMeasured = ({ difference }: DifferenceCell): boolean => difference !== null;
