import { join } from 'node:path';
import type { BudgetName } from '@resnet/run-log';

export interface RunFolderOptions {
  readonly root: string;
  /** `Experiment.runs`. */
  readonly runs: string;
  readonly budget: BudgetName;
  readonly network: { readonly name: string };
  readonly seed: number;
}

/** Where a run lies: `<root>/<experiment>/<budget>/<network>/seed-<n>`, so that runs of two budgets never collide. */
export const runFolder = ({ root, runs, budget, network, seed }: RunFolderOptions): string =>
  join(root, ...runs.split('/'), budget, network.name, `seed-${seed}`);
