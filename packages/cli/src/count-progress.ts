import { budgetNames, isRunOf, runIdentity, runKey, type BudgetName, type Run } from '@resnet/run-log';
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
  const records = new Map(runs.map(({ record }) => [runKey(record), record]));
  return budgetNames
    .map((budget) => {
      const found = experiment.members.flatMap((member) =>
        member.seeds.map((seed) => {
          const record = records.get(runKey(runIdentity(experiment, member, { budget, seed })));
          return record && isRunOf(experiment, member, record) ? record.state : undefined;
        }),
      );
      const count = (state: Run['record']['state']): number => found.filter((other) => other === state).length;
      const [finished, unfinished, diverged] = [count('finished'), count('running'), count('diverged')];
      return { budget, finished, unfinished, diverged, total: found.length };
    })
    .filter(({ finished, unfinished, diverged }) => finished + unfinished + diverged > 0);
};
