import type { Run } from '@resnet/run-log';
import type { PrintedErrors, PrintedTable } from '../paper/index.js';
import {
  type BudgetRuns,
  byBudget,
  countedRuns,
  runsOfMember,
  runsOfMembers,
  shortfall,
  withPaperBudget,
} from '../runs/index.js';
import { unique } from '../words.js';
import { formatError, type Measurement } from './measurement.js';
import { deviationNotes } from './table-notes.js';
import type { Column, Table } from './table.js';

const none = '–';

type Top = 'top1' | 'top5';

const topNames: Readonly<Record<Top, string>> = { top1: 'top-1', top5: 'top-5' };

/** One of Tables 2 to 5: the paper's errors with ours beside them by the same protocol, two columns for each budget. */
export const imagenetTable = ({ id, title, protocol, rows, notes }: PrintedTable, runs: readonly Run[]): Table => {
  const members = rows.flatMap(({ member }) => member ?? []);
  const counted = runsOfMembers(countedRuns(runs), members);
  const tops = (['top1', 'top5'] as const).filter((top) => rows.some((row) => row[top] !== null));
  const budgets = withPaperBudget(byBudget(counted));
  return {
    id,
    title,
    columns: [
      { name: 'method', kind: 'text' },
      ...tops.map((top): Column => ({ name: `paper, ${topNames[top]}`, kind: 'number' })),
      ...budgets.flatMap(({ budget }) =>
        tops.map((top): Column => ({ name: `ours, ${budget} budget, ${topNames[top]}`, kind: 'measurement' })),
      ),
    ],
    rows: rows.map((row) => [
      row.method,
      ...tops.map((top) => printedText(row, top)),
      ...budgets.flatMap((group) => tops.map((top) => oursCell({ row, group, protocol, top }))),
    ]),
    notes: [
      'Errors in percent. Ours is the mean ± the sample standard deviation over n seeds, by the protocol in the title.',
      'A number without a member of this suite beside it is the paper’s, quoted.',
      ...notes,
      ...deviationNotes(counted),
    ],
  };
};

const printedText = (row: PrintedErrors, top: Top): string => {
  const error = row[top];
  if (error === null) return none;
  return row.member === undefined ? `${formatError(error)} (quoted)` : formatError(error);
};

interface CellOptions {
  readonly row: PrintedErrors;
  readonly group: BudgetRuns;
  readonly protocol: PrintedTable['protocol'];
  readonly top: Top;
}

const oursCell = ({ row: { member }, group, protocol, top }: CellOptions): Measurement => {
  if (member === undefined) return { values: [], remarks: [none] };
  const runs = runsOfMember(group.runs, member);
  if (runs.length === 0) return { values: [], remarks: ['not run'] };
  const errors = runs.map((run) => finalErrorBy(run, protocol, top));
  const remarks = runs.flatMap((run, index) =>
    errors[index] === null ? [shortfall(run) ?? `not evaluated by ${protocol}`] : [],
  );
  return { values: errors.filter((error) => error !== null), remarks: unique(remarks) };
};

/** On the images that are not trained on: ImageNet's validation set. */
const finalErrorBy = ({ record }: Run, protocol: PrintedTable['protocol'], top: Top): number | null => {
  const row = record.final?.evaluation.findLast((one) => one.split !== 'training' && one.protocol === protocol);
  return row?.[`${top}Error`] ?? null;
};
