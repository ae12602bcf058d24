import { join } from 'node:path';
import { runPath, type RunKey } from '@resnet/run-log';

export interface RunFolderOptions extends Omit<RunKey, 'experiment'> {
  readonly root: string;
  /** `Experiment.runs`. */
  readonly runs: string;
}

/** Where a run lies: `<root>/<experiment>/<budget>/<network>/seed-<n>`, so that runs of two budgets never collide. */
export const runFolder = ({ root, runs, ...key }: RunFolderOptions): string =>
  join(root, runPath({ ...key, experiment: runs }));
