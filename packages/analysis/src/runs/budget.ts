import { budgetNames, type BudgetName, type Run } from '@resnet/run-log';
import { formatCount, formatList, unique } from '../words.js';

/** All runs of one budget: nothing is compared or averaged across budgets. */
export interface BudgetRuns {
  readonly budget: BudgetName;
  readonly runs: readonly Run[];
}

/** The runs by budget, longest budget first, budgets without runs left out: the order of columns and of rows of panels. */
export const byBudget = (runs: readonly Run[]): readonly BudgetRuns[] =>
  budgetNames
    .map((budget) => ({ budget, runs: runs.filter(({ record }) => record.budget === budget) }))
    .filter((group) => group.runs.length > 0);

/** The same with the paper's budget first, run or not. */
export const withPaperBudget = (groups: readonly BudgetRuns[]): readonly BudgetRuns[] =>
  groups[0]?.budget === 'paper' ? groups : [{ budget: 'paper', runs: [] }, ...groups];

/** The iterations of a budget: those of its longest run. */
export const iterationsOf = ({ runs }: BudgetRuns): number => Math.max(...runs.map(({ record }) => record.iterations));

/** `short budget (8,000 iterations)`; of runs of several lengths, each. */
export const budgetLabel = ({ budget, runs }: BudgetRuns): string => {
  const lengths = unique(runs.map(({ record }) => record.iterations)).toSorted((a, b) => a - b);
  return `${budget} budget (${formatList(lengths.map(formatCount))} iterations)`;
};
