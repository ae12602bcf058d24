import {
  type BudgetName,
  degradationFigure,
  degradationTable,
  type Figure,
  figure1,
  figure6,
  type Run,
  type Table,
  table6,
} from '@resnet/analysis';

/** Which runs a table or figure is made from: those of an experiment's members, on these budgets. */
export interface Source {
  readonly experiment: string;
  readonly budgets: readonly BudgetName[];
}

export interface PaperFigure extends Source {
  /** `null` where nothing has been run. */
  readonly make: (runs: readonly Run[]) => Figure | null;
}

export interface PaperTable extends Source {
  readonly make: (runs: readonly Run[]) => Table;
}

/** Smoke runs test the suite and show nothing of the paper. */
const budgets: readonly BudgetName[] = ['paper', 'short', 'quick'];

/** Every figure there is. */
export const paperFigures: readonly PaperFigure[] = [
  { experiment: 'cifar10/figure-1', budgets, make: figure1 },
  { experiment: 'cifar10/figure-6', budgets, make: figure6 },
  { experiment: 'cifar10/degradation', budgets, make: degradationFigure },
];

/** Every table there is. */
export const paperTables: readonly PaperTable[] = [
  { experiment: 'cifar10/table-6', budgets, make: table6 },
  { experiment: 'cifar10/degradation', budgets, make: degradationTable },
];
