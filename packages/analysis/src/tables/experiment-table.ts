import type { Run } from '@resnet/run-log';
import { byBudget, countedRuns, type OutputExperiment, outputName, runsOfMember } from '../runs/index.js';
import { printedName } from '../words.js';
import { measure } from './measurement.js';
import { tableNotes } from './table-notes.js';
import type { Table } from './table.js';

/** Training and test error of every member, two columns for each budget; `null` where nothing has been run. */
export const experimentTable = (experiment: OutputExperiment, runs: readonly Run[]): Table | null => {
  const counted = countedRuns(runs);
  const budgets = byBudget(counted);
  if (budgets.length === 0) return null;
  return {
    id: outputName(experiment),
    title: `${experiment.id}: ${experiment.reproduces}`,
    columns: [
      { name: 'member', kind: 'text' },
      ...budgets.flatMap(({ budget }) => [
        { name: `${budget} budget, training`, kind: 'measurement' as const },
        { name: `${budget} budget, test`, kind: 'measurement' as const },
      ]),
    ],
    rows: experiment.members.map(({ name }) => [
      printedName(name),
      ...budgets.flatMap((group) => {
        const own = runsOfMember(group.runs, name);
        return [measure(own, 'training'), measure(own, 'test')];
      }),
    ]),
    notes: [
      `To be shown: ${experiment.claim}`,
      'Training error is over the mini-batches of the last interval logged, augmented as trained.',
      ...tableNotes(counted),
    ],
  };
};
