import type { Run } from '@resnet/run-log';
import { table6Rows } from '../paper/index.js';
import { byBudget, countedRuns, runsOfMembers } from '../runs/index.js';
import { printedName } from '../words.js';
import { errorCells, errorColumns } from './error-columns.js';
import { formatError } from './measurement.js';
import { tableNotes } from './table-notes.js';
import type { Table } from './table.js';

/** The networks of Figure 1 and their residual twins. */
const members = ['plain-20', 'plain-56', 'resnet-20', 'resnet-56'];

/** Training error beside test error for plain-20, plain-56 and their residual twins, budget by budget. */
export const degradationTable = (runs: readonly Run[]): Table => {
  const counted = runsOfMembers(countedRuns(runs), members);
  const budgets = byBudget(counted);
  return {
    id: 'degradation',
    title: 'Degradation: training and test error, plain against residual, CIFAR-10',
    columns: [
      { name: 'network', kind: 'text' },
      { name: 'paper, test', kind: 'number' },
      ...budgets.flatMap(errorColumns),
    ],
    rows: members.map((member) => [
      printedName(member),
      paperText(member),
      ...budgets.flatMap((group) => errorCells(group, member)),
    ]),
    notes: [
      'Training error is over the mini-batches of the last interval logged, augmented as trained; that of the whole training set is of its images as they are, after the last iteration. The paper draws plain networks (Figure 6) but tabulates only residual ones.',
      ...tableNotes(counted),
    ],
  };
};

/** The test error of Table 6. */
const paperText = (member: string): string => {
  const printed = table6Rows.find((row) => row.member === member);
  return printed === undefined ? 'drawn only' : formatError(printed.error);
};
