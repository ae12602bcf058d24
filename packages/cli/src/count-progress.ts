import { budgetNames, runIdentity, runKey, type BudgetName, type Run } from '@resnet/run-log';
import type { Experiment } from '@resnet/training';

/** How many runs of an experiment there are, of `total`, in one budget. */
export interface BudgetProgress {
  readonly budget: BudgetName;
  readonly finished: number;
  readonly unfinished: number;
  readonly diverged: number;
  readonly total: number;
}

/** How much of an experiment has been run, by budget; budgets with no run are left out. */
export const countProgress = (experiment: Experiment, runs: readonly Run[]): readonly BudgetProgress[] => {
  const states = new Map(runs.map(({ record }) => [runKey(record), record.state]));
  return budgetNames
    .map((budget) => {
      const keys = experiment.members.flatMap((member) =>
        member.seeds.map((seed) => runKey(runIdentity(experiment, member, { budget, seed }))),
      );
      const found = keys.map((key) => states.get(key));
      const count = (state: Run['record']['state']): number => found.filter((other) => other === state).length;
      const [finished, unfinished, diverged] = [count('finished'), count('running'), count('diverged')];
      return { budget, finished, unfinished, diverged, total: keys.length };
    })
    .filter(({ finished, unfinished, diverged }) => finished + unfinished + diverged > 0);
};
