import type { BudgetName } from '@resnet/run-log';

/** From the longest to the shortest. */
export const budgetNames = ['paper', 'short', 'quick', 'smoke'] as const satisfies readonly BudgetName[];

export interface FitBudgetOptions {
  /** The longest that may be taken. */
  readonly asked: BudgetName;
  /** Seconds there are. */
  readonly within: number;
  /** Seconds that a budget would take on this machine. */
  readonly secondsOf: (budget: BudgetName) => number;
}

/** The longest budget, up to the one asked for, that fits the time; the shortest where none does. */
export const fitBudget = ({ asked, within, secondsOf }: FitBudgetOptions): BudgetName => {
  const candidates = budgetNames.slice(budgetNames.indexOf(asked));
  return candidates.find((candidate) => secondsOf(candidate) <= within) ?? 'smoke';
};
