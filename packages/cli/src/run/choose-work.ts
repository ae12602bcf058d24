import type { BudgetName } from '@resnet/run-log';
import type { Experiment } from '@resnet/training';
import { describeTooLarge } from './blocked-runs.js';
import { explainChoice } from './explain-choice.js';
import { fitBudget, type Choice } from './fit-budget.js';
import { formatPlan } from './format-plan.js';
import { guardNetworks } from './guard-networks.js';
import { guardPrecisions } from './guard-precisions.js';
import { measureSpeeds } from './measure-speeds.js';
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

/** Measures the speeds here, takes the budget that fits the time and says what it will cost. */
export const chooseWork = async ({ command, setup, plan, say }: WorkOptions): Promise<Work> => {
  const { budget, within = Infinity, atMost = within, groupsAtOnce } = command;
  const runs = plan(budget);
  const members = runs.filter(isOpen).map(({ member }) => member);
  // Nothing is left to do, so there is nothing to measure.
  if (members.length === 0) return { budget, planned: runs, secondsOf: () => 0 };
  guardPrecisions(runs, setup.engine);
  guardNetworks(runs, setup);
  const speeds = await measureSpeeds({ ...setup, members });
  const secondsOf = (planned: readonly PlannedRun[]): number => secondsLeft(planned, speeds);
  const { id, reproduces } = setup.experiment;
  const enough = enoughNetworks(setup.experiment, runs);
  const chosen = ({ budget, networks }: Choice): readonly PlannedRun[] =>
    plan(budget).filter(({ member }) => networks === 'all' || enough.includes(member.name));
  const secondsOfChoice = (choice: Choice): number => secondsOf(chosen(choice));
  const taken = fitBudget({ asked: budget, within: within * 60, atMost: atMost * 60, secondsOf: secondsOfChoice });
  const asked = { budget, networks: 'all' } as const;
  const why = explainChoice({ asked, taken, within, secondsOf: secondsOfChoice, enough, command });
  if (why !== null) say(`${why}\n`);
  const planned = chosen(taken);
  say(
    `${id}, ${taken.budget} budget: ${reproduces}\n${formatPlan(planned, { budget: taken.budget, speeds, groupsAtOnce })}\n`,
  );
  for (const line of describeTooLarge(planned, { budget: taken.budget, speeds, groupsAtOnce })) console.error(line);
  return { budget: taken.budget, planned, secondsOf };
};

/** Of the networks asked for, those that show the claim by themselves; all where that cannot be said. */
const enoughNetworks = ({ enough }: Experiment, runs: readonly PlannedRun[]): readonly string[] => {
  const names = [...new Set(runs.map(({ member }) => member.name))];
  return enough?.every((name) => names.includes(name)) === true ? enough : names;
};
