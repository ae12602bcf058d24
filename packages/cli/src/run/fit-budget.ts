import type { BudgetName } from '@resnet/run-log';

/** From the longest to the shortest. */
export const budgetNames = ['paper', 'short', 'quick', 'smoke'] as const satisfies readonly BudgetName[];

export interface FitBudgetOptions {
  /** The budget asked for: the longest that may be taken. */
  readonly budget: BudgetName;
  /** Seconds there are. */
  readonly within: number;
  /** Seconds that a budget would take on this machine. */
  readonly secondsOf: (budget: BudgetName) => number;
}

/** The longest budget, up to the one asked for, that fits the time; the shortest where none does. */
export const fitBudget = ({ budget, within, secondsOf }: FitBudgetOptions): BudgetName => {
  const candidates = budgetNames.slice(budgetNames.indexOf(budget));
  return candidates.find((candidate) => secondsOf(candidate) <= within) ?? 'smoke';
};
