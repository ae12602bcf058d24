import type { BudgetName, Run } from '@resnet/run-log';
import { byBudget, countedRuns, runsOfMember, runsOfMembers } from '../runs/index.js';
import { measure, type Measurement, withBest } from './measurement.js';
import { tableNotes } from './table-notes.js';
import type { Table } from './table.js';

/** A row of Table 6 as printed; `member` where it is one this suite trains. */
interface PrintedRow {
  readonly method: string;
  readonly layers: string;
  readonly parameters: string;
  readonly error: string;
  readonly member?: string;
  readonly best?: true;
}

const notGiven = '–';

/** Table 6 of the paper: classification error on the CIFAR-10 test set, all methods with data augmentation. */
const printedRows: readonly PrintedRow[] = [
  { method: 'Maxout', layers: notGiven, parameters: notGiven, error: '9.38' },
  { method: 'NIN', layers: notGiven, parameters: notGiven, error: '8.81' },
  { method: 'DSN', layers: notGiven, parameters: notGiven, error: '8.22' },
  { method: 'FitNet', layers: '19', parameters: '2.5M', error: '8.39' },
  { method: 'Highway', layers: '19', parameters: '2.3M', error: '7.54 (mean 7.72 ± 0.16)' },
  { method: 'Highway', layers: '32', parameters: '1.25M', error: '8.80' },
  { method: 'ResNet', layers: '20', parameters: '0.27M', error: '8.75', member: 'resnet-20' },
  { method: 'ResNet', layers: '32', parameters: '0.46M', error: '7.51', member: 'resnet-32' },
  { method: 'ResNet', layers: '44', parameters: '0.66M', error: '7.17', member: 'resnet-44' },
  { method: 'ResNet', layers: '56', parameters: '0.85M', error: '6.97', member: 'resnet-56' },
  {
    method: 'ResNet',
    layers: '110',
    parameters: '1.7M',
    error: '6.43 (best of 5; mean 6.61 ± 0.16)',
    member: 'resnet-110',
    best: true,
  },
  { method: 'ResNet', layers: '1202', parameters: '19.4M', error: '7.93', member: 'resnet-1202' },
];

/** Table 6: the paper's rows with our test error beside the paper's, one column for each budget. */
export const table6 = (runs: readonly Run[]): Table => {
  const counted = runsOfMembers(
    countedRuns(runs),
    printedRows.flatMap(({ member }) => member ?? []),
  );
  const budgets = budgetColumns(counted);
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
    rows: printedRows.map((row) => [
      row.method,
      row.layers,
      row.parameters,
      row.error,
      ...budgets.map((group) => oursCell(row, group.runs)),
    ]),
    notes: ['All methods use data augmentation.', ...tableNotes(counted)],
  };
};

/** The paper's budget always has a column, run or not. */
const budgetColumns = (runs: readonly Run[]): readonly { budget: BudgetName; runs: readonly Run[] }[] => {
  const run = byBudget(runs);
  return run[0]?.budget === 'paper' ? run : [{ budget: 'paper', runs: [] }, ...run];
};

const oursCell = ({ member, best }: PrintedRow, runs: readonly Run[]): Measurement => {
  if (member === undefined) return { values: [], remarks: [notGiven] };
  const measurement = measure(runsOfMember(runs, member), 'test');
  return best === true ? withBest(measurement) : measurement;
};
