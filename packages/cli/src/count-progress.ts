import { countedRuns } from '@resnet/analysis';
import { budgetNames, isRunOf, type BudgetName, type Run } from '@resnet/run-log';
import type { Experiment } from '@resnet/training';

/** How many runs of an experiment there are, of `total`, in one budget. */
export interface BudgetProgress {
  readonly budget: BudgetName;
  readonly finished: number;
  readonly unfinished: number;
  readonly diverged: number;
  readonly total: number;
}

/**
 * How much of an experiment has been run, by budget; budgets with no run are left out. A run that is in several folders
 * counts once, as in tables.
 */
export const countProgress = (experiment: Experiment, runs: readonly Run[]): readonly BudgetProgress[] => {
  const { members } = experiment;
  const isIn = ({ record }: Run): boolean =>
    members.some((member) => member.seeds.includes(record.seed) && isRunOf(experiment, member, record));
  const counted = countedRuns(runs.filter(isIn)).map(({ record }) => record);
  const total = members.reduce((sum, { seeds }) => sum + seeds.length, 0);
  return budgetNames
    .map((budget) => {
      const count = (state: Run['record']['state']): number =>
        counted.filter((record) => record.budget === budget && record.state === state).length;
      const [finished, unfinished, diverged] = [count('finished'), count('running'), count('diverged')];
      return { budget, finished, unfinished, diverged, total };
    })
    .filter(({ finished, unfinished, diverged }) => finished + unfinished + diverged > 0);
};
