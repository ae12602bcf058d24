import type { Run } from '@resnet/run-log';
import { byBudget, countedRuns, runsOfMembers } from '../runs/index.js';
import { printedName } from '../words.js';
import { errorCells, errorColumns } from './error-columns.js';
import { tableNotes } from './table-notes.js';
import type { Table } from './table.js';

/** The networks of Figure 1 and their residual twins; the paper's test errors are Table 6's. */
const rows = [
  { member: 'plain-20', paper: 'drawn only' },
  { member: 'plain-56', paper: 'drawn only' },
  { member: 'resnet-20', paper: '8.75' },
  { member: 'resnet-56', paper: '6.97' },
] as const;

/** Training error beside test error for plain-20, plain-56 and their residual twins, budget by budget. */
export const degradationTable = (runs: readonly Run[]): Table => {
  const counted = runsOfMembers(
    countedRuns(runs),
    rows.map(({ member }) => member),
  );
  const budgets = byBudget(counted);
  return {
    id: 'degradation',
    title: 'Degradation: training and test error, plain against residual, CIFAR-10',
    columns: [
      { name: 'network', kind: 'text' },
      { name: 'paper, test', kind: 'number' },
      ...budgets.flatMap(errorColumns),
    ],
    rows: rows.map(({ member, paper }) => [
      printedName(member),
      paper,
      ...budgets.flatMap((group) => errorCells(group, member)),
    ]),
    notes: [
      'Training error is over the mini-batches of the last interval logged, augmented as trained; that of the whole training set is of its images as they are, after the last iteration. The paper draws plain networks (Figure 6) but tabulates only residual ones.',
      ...tableNotes(counted),
    ],
  };
};
