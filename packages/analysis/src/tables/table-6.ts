import type { Run } from '@resnet/run-log';
import { type PrintedRow, table6Rows } from '../paper/index.js';
import { byBudget, countedRuns, runsOfMember, runsOfMembers, withPaperBudget } from '../runs/index.js';
import { bestRun, runValues } from '../statistics/index.js';
import { formatError, measure, type Measurement } from './measurement.js';
import { tableNotes } from './table-notes.js';
import type { Table } from './table.js';

const notGiven = '–';

/** Table 6: the paper's rows with our test error beside the paper's, one column for each budget. */
export const table6 = (runs: readonly Run[]): Table => {
  const counted = runsOfMembers(
    countedRuns(runs),
    table6Rows.flatMap(({ member }) => member ?? []),
  );
  const budgets = withPaperBudget(byBudget(counted));
  return {
    id: 'table-6',
    title: 'Table 6. Classification error on the CIFAR-10 test set',
    columns: [
      { name: 'method', kind: 'text' },
      { name: 'layers', kind: 'number' },
      { name: 'parameters', kind: 'number' },
      { name: 'paper', kind: 'number' },
      ...budgets.map(({ budget }) => ({ name: `ours, ${budget} budget`, kind: 'measurement' as const })),
    ],
    rows: table6Rows.map((row) => [
      row.method,
      row.layers === null ? notGiven : String(row.layers),
      row.parameters ?? notGiven,
      printedError(row),
      ...budgets.map((group) => oursCell(row, group.runs)),
    ]),
    notes: ['All methods use data augmentation.', ...tableNotes(counted)],
  };
};

/** `6.43 (best of 5; mean 6.61 ± 0.16)`. */
const printedError = ({ error, over }: PrintedRow): string => {
  if (over === undefined) return formatError(error);
  const best = over.bestOf === undefined ? [] : [`best of ${over.bestOf}`];
  const details = [...best, `mean ${formatError(over.mean)} ± ${formatError(over.deviation)}`].join('; ');
  return `${formatError(error)} (${details})`;
};

const oursCell = ({ member, over }: PrintedRow, runs: readonly Run[]): Measurement => {
  if (member === undefined) return { values: [], remarks: [notGiven] };
  const own = runsOfMember(runs, member);
  const measurement = measure(own, 'test');
  return over?.bestOf === undefined ? measurement : withBest(measurement, own, over.bestOf);
};

/** Adds the best of as many runs as the paper took; it is chosen on the test set, so it never stands alone. */
const withBest = (measurement: Measurement, runs: readonly Run[], count: number): Measurement => {
  const best = bestRun(runValues(runs, 'test'), count);
  if (best === null) return measurement;
  const those = measurement.values.length === count ? count : `the first ${count}`;
  return { ...measurement, remarks: [`best of ${those}: ${formatError(best.error)}`, ...measurement.remarks] };
};
