import type { Network } from '@resnet/models';
import type { Run } from '@resnet/run-log';
import { byBudget } from './budget.js';
import { errorFigure, type ErrorPanel } from './error-figure.js';
import type { Figure } from './figure.js';
import { measure } from './measurement.js';
import { countedRuns, runsOfMember, type ExperimentMembers } from './select-runs.js';
import { tableNotes } from './table-notes.js';
import type { Table } from './table.js';
import { printedName, unique } from './words.js';

/** What of an experiment a figure and a table of it are made from. */
export interface OutputExperiment extends ExperimentMembers {
  readonly reproduces: string;
  readonly claim: string;
  readonly members: readonly (ExperimentMembers['members'][number] & {
    readonly network: Pick<Network, 'family' | 'depth'>;
  })[];
}

/** Training and test error of every member over the iterations; `null` where nothing has been run. */
export const experimentFigure = (experiment: OutputExperiment, runs: readonly Run[]): Figure | null =>
  errorFigure(
    {
      id: fileName(experiment),
      title: experiment.id,
      description: `Training error (dashed) and test error (bold) over iteration: ${experiment.reproduces}.`,
      panels: panelsOf(experiment),
    },
    runs,
  );

/** Training and test error of every member, two columns for each budget; `null` where nothing has been run. */
export const experimentTable = (experiment: OutputExperiment, runs: readonly Run[]): Table | null => {
  const counted = countedRuns(runs);
  const budgets = byBudget(counted);
  if (budgets.length === 0) return null;
  return {
    id: fileName(experiment),
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

const fileName = ({ id }: OutputExperiment): string => id.split('/').at(-1) ?? id;

/** Curves that can be told apart in one panel. */
const membersAtMost = 4;

/**
 * A panel for each family where its members differ in depth alone, else one for each depth of a family; the first member
 * of a panel that would be crowded stands in each of several instead of it.
 */
const panelsOf = ({ members }: OutputExperiment): readonly ErrorPanel[] =>
  unique(members.map(({ network }) => network.family)).flatMap((family) => {
    const own = members.filter(({ network }) => network.family === family);
    const depths = unique(own.map(({ network }) => network.depth));
    if (depths.length === own.length) return panelsFor(family, own);
    return depths.flatMap((depth) =>
      panelsFor(
        `${family}, ${depth} layers`,
        own.filter(({ network }) => network.depth === depth),
      ),
    );
  });

const panelsFor = (title: string, members: OutputExperiment['members']): readonly ErrorPanel[] => {
  const [first = '', ...others] = members.map(({ name }) => name);
  const kinds = ['training', 'test'] as const;
  const perPanel = membersAtMost - 1;
  const count = Math.max(1, Math.ceil(others.length / perPanel));
  return Array.from({ length: count }, (_, panel) => ({
    title,
    members: [first, ...others.slice(panel * perPanel, (panel + 1) * perPanel)],
    kinds,
  }));
};
