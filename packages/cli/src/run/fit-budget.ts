import { budgetNames, type BudgetName } from '@resnet/run-log';

/** What is trained: a budget, and whether all networks or only those that show the claim by themselves. */
export interface Choice {
  readonly budget: BudgetName;
  readonly networks: 'all' | 'enough';
}

export interface FitBudgetOptions {
  /** The longest that may be taken. */
  readonly asked: BudgetName;
  /** Seconds there are. */
  readonly within: number;
  /** Seconds that the least which shows something may take where nothing fits. */
  readonly atMost: number;
  /** Seconds that a choice would take on this machine. */
  readonly secondsOf: (choice: Choice) => number;
}

/** The least that shows something: fewer networks before fewer iterations. */
export const leastChoice: Choice = { budget: 'glance', networks: 'enough' };

/**
 * The longest budget, up to the one asked for, that fits the time; then fewer networks on the shortest one that shows
 * something, which may take longer than there is; `smoke`, which shows nothing, only where even that takes too long.
 */
export const fitBudget = ({ asked, within, atMost, secondsOf }: FitBudgetOptions): Choice => {
  const longest = budgetNames.indexOf(asked);
  const showing = budgetNames.slice(longest, budgetNames.indexOf(leastChoice.budget) + 1);
  const fitting = showing
    .map((budget): Choice => ({ budget, networks: 'all' }))
    .find((choice) => secondsOf(choice) <= within);
  if (fitting !== undefined) return fitting;
  const least = showing.length > 0 && secondsOf(leastChoice) <= Math.max(within, atMost);
  return least ? leastChoice : { budget: 'smoke', networks: 'all' };
};
