import type { Run } from '@resnet/run-log';
import { byBudget, countedRuns, type OutputExperiment, outputName } from '../runs/index.js';
import { printedName } from '../words.js';
import { errorCells, errorColumns, hasDifferentSeeds, pairedErrorCells } from './error-columns.js';
import { tableNotes } from './table-notes.js';
import type { Table } from './table.js';

/** Training and test error of every member, budget by budget; `null` where nothing has been run. */
export const experimentTable = (experiment: OutputExperiment, runs: readonly Run[]): Table | null => {
  const counted = countedRuns(runs);
  const budgets = byBudget(counted);
  if (budgets.length === 0) return null;
  const cellsOf = experiment.paired === true ? pairedErrorCells : errorCells;
  return {
    id: outputName(experiment),
    title: `${experiment.id}: ${experiment.reproduces}`,
    columns: [{ name: 'member', kind: 'text' }, ...budgets.flatMap(errorColumns)],
    rows: experiment.members.map(({ name }) => [
      printedName(name),
      ...budgets.flatMap((group) => cellsOf(group, name)),
    ]),
    notes: [
      `Claim: ${experiment.claim}`,
      'Training error is over the mini-batches of the last interval logged, augmented as trained; that of the whole training set is of its images as they are, after the last iteration.',
      ...(experiment.paired === true && budgets.some(hasDifferentSeeds) ? [pairedNote] : []),
      ...tableNotes(counted),
    ],
  };
};

const pairedNote =
  'Members are compared seed by seed: where the cells of a column rest on different seeds, each names its own, and their means are not to be compared as they stand.';
