import type { BudgetName } from '@resnet/run-log';
import { formatSeconds } from '../format.js';
import { fitBudget } from './fit-budget.js';
import { formatPlan } from './format-plan.js';
import { measureSpeed } from './measure-speed.js';
import { isOpen, secondsLeft, type PlannedRun } from './plan-runs.js';
import type { RunCommand, Say } from './run-command.js';
import type { Setup } from './set-up.js';

/** The runs on the budget taken, and how long some of them will take. */
export interface Work {
  readonly budget: BudgetName;
  readonly planned: readonly PlannedRun[];
  readonly secondsOf: (runs: readonly PlannedRun[]) => number;
}

export interface WorkOptions {
  readonly command: RunCommand;
  readonly setup: Setup;
  /** The runs on a budget, and what is left of them. */
  readonly plan: (budget: BudgetName) => readonly PlannedRun[];
  readonly say: Say;
}

/** Measures the speed here, takes the budget that fits the time and says what it will cost. */
export const chooseWork = async ({ command, setup, plan, say }: WorkOptions): Promise<Work> => {
  const { budget: asked, within = Infinity } = command;
  const [open] = plan(asked).filter(isOpen);
  // Nothing is left to do, so there is nothing to measure.
  if (open === undefined) return { budget: asked, planned: plan(asked), secondsOf: () => 0 };
  const speed = await measureSpeed({ ...setup, member: open.member });
  const secondsOf = (runs: readonly PlannedRun[]): number => secondsLeft(runs, speed);
  const budget = fitBudget({ asked, within: within * 60, secondsOf: (candidate) => secondsOf(plan(candidate)) });
  if (budget !== asked) {
    const needed = formatSeconds(secondsOf(plan(asked)));
    say(`The ${asked} budget needs about ${needed} here, but has ${within} minutes: the ${budget} budget is taken.\n`);
  }
  const planned = plan(budget);
  const { id, reproduces } = setup.experiment;
  say(`${id}, ${budget} budget: ${reproduces}\n${formatPlan(planned, budget, speed)}\n`);
  return { budget, planned, secondsOf };
};
