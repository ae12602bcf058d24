import {
  type ComparedLines,
  compareSides,
  compareWithPaper,
  type Comparison,
  type PaperComparison,
} from '@resnet/analysis';
import type { BudgetName } from '@resnet/run-log';
import { UsageError } from '../errors.js';
import { readOperand } from './operands.js';
import { onOneBudget, pairGroups } from './pair-groups.js';

export interface CompareRequest {
  /** Without that of the paper. */
  readonly names: readonly string[];
  /** Whether each is compared with the paper, and not with the others. */
  readonly withPaper: boolean;
  /** Where runs are looked for by name. */
  readonly folders: readonly string[];
  readonly budget?: BudgetName | undefined;
  readonly lines: ComparedLines;
}

/** What was compared; one of the two lists is empty. */
export interface Compared {
  readonly comparisons: readonly Comparison[];
  readonly paper: readonly PaperComparison[];
}

/** Rejects with a `UsageError` where the names have no runs, or none to compare. */
export const compareNames = async ({ names, withPaper, folders, budget, lines }: CompareRequest): Promise<Compared> => {
  if (names.length === 0) throw new UsageError('expected something to compare with the paper, got the paper alone');
  const read = await Promise.all(names.map((name) => readOperand(name, folders)));
  const operands = onOneBudget(read, { asked: budget, withPaper });
  if (withPaper) {
    const groups = operands.flatMap((operand) => operand.groups);
    return { comparisons: [], paper: groups.map(({ runs }) => compareWithPaper(runs)) };
  }
  const pairs = pairGroups(operands);
  return { comparisons: pairs.map(({ left, right }) => compareSides(left.runs, right.runs, { lines })), paper: [] };
};
