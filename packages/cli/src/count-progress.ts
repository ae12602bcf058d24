import type { BudgetName, Run } from '@resnet/run-log';
import type { Experiment } from '@resnet/training';

/** How many runs of an experiment there are, of `total`, in one budget. */
export interface BudgetProgress {
  readonly budget: BudgetName;
  readonly finished: number;
  readonly unfinished: number;
  readonly diverged: number;
  readonly total: number;
}

const budgets: readonly BudgetName[] = ['paper', 'short', 'quick', 'smoke'];

/** How much of an experiment has been run, by budget; budgets with no run are left out. */
export const countProgress = (experiment: Experiment, runs: readonly Run[]): readonly BudgetProgress[] => {
  const wanted = new Set(
    experiment.members.flatMap(({ network, seeds }) => seeds.map((seed) => key(network.name, seed))),
  );
  const own = runs.filter(
    ({ record }) => record.experiment === experiment.runs && wanted.has(key(record.network.name, record.seed)),
  );
  return budgets
    .map((budget) => {
      const states = own.filter(({ record }) => record.budget === budget).map(({ record }) => record.state);
      const count = (state: Run['record']['state']): number => states.filter((other) => other === state).length;
      const [finished, unfinished, diverged] = [count('finished'), count('running'), count('diverged')];
      return { budget, finished, unfinished, diverged, total: wanted.size };
    })
    .filter(({ finished, unfinished, diverged }) => finished + unfinished + diverged > 0);
};

const key = (network: string, seed: number): string => `${network} ${seed}`;
