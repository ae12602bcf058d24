import type { Run } from '@resnet/run-log';
import { budgetLabel, byBudget, type BudgetRuns } from '../runs/index.js';
import { formatList, unique } from '../words.js';

/** How the numbers of a table were made: protocol, budgets, and each budget's deviations from the paper. */
export const tableNotes = (runs: readonly Run[]): readonly string[] => [
  `Errors in percent; test error on ${testView(runs)}. Ours is the mean ± the sample standard deviation over n seeds.`,
  'Budgets are never mixed: a shorter budget than the paper’s has fewer iterations and is no substitute for it.',
  ...deviationNotes(runs),
  ...byBudget(runs).flatMap(processorNote),
];

/** Of photographs there is no test set, and no view that is the whole picture. */
const testView = (runs: readonly Run[]): string =>
  runs.some(({ evaluation }) => evaluation.some(({ protocol }) => protocol === 'center-crop'))
    ? 'the center crops of the validation set'
    : 'the single original view';

/** What each budget's runs recorded of where they deviate from the paper, and how many of them where not all do. */
export const deviationNotes = (runs: readonly Run[]): readonly string[] => byBudget(runs).map(deviationNote);

/** Sums in another order round otherwise, which moves a run as another seed does. */
const processorNote = (group: BudgetRuns): readonly string[] => {
  const kinds = group.runs.flatMap(({ record }) => record.engine.versions.isa ?? []);
  if (unique(kinds).length < 2) return [];
  const counts = unique(kinds).map((kind) => `${kind} (${kinds.filter((one) => one === kind).length})`);
  return [
    `Runs are from several kinds of processor, ${budgetLabel(group)}: ${formatList(counts)}. The same seed ends elsewhere on another kind, as another seed does.`,
  ];
};

const deviationNote = (group: BudgetRuns): string => {
  const all = group.runs.map(({ record }) => record.deviations);
  const deviations = unique(all.flat()).map((deviation) => {
    const count = all.filter((one) => one.includes(deviation)).length;
    return count === all.length ? deviation : deviation.replace(/\.?$/, ` (${count} of ${all.length} runs).`);
  });
  return `Deviations from the paper, ${budgetLabel(group)}: ${deviations.length > 0 ? deviations.join(' ') : 'none recorded.'}`;
};
