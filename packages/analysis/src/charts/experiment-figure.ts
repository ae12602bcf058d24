import type { Run } from '@resnet/run-log';
import { type OutputExperiment, outputName } from '../runs/index.js';
import { unique } from '../words.js';
import { errorFigure } from './error-figure.js';
import type { ErrorPanel, Figure } from './figure.js';

/** Training and test error of every member over the iterations; `null` where nothing has been run. */
export const experimentFigure = (experiment: OutputExperiment, runs: readonly Run[]): Figure | null =>
  errorFigure(
    {
      id: outputName(experiment),
      title: experiment.id,
      description: `Training error (dashed) and test error (bold) over iteration: ${experiment.reproduces}.`,
      panels: panelsOf(experiment),
    },
    runs,
  );

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
