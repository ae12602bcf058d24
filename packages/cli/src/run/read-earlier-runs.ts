import { budgetNames, readRun, runFolder, runIdentity, type Run } from '@resnet/run-log';
import type { Experiment } from '@resnet/training';
import type { SelectedRun } from './select-runs.js';

export interface EarlierOptions {
  readonly experiment: Experiment;
  readonly runs: readonly SelectedRun[];
  /** The root of the run folders. */
  readonly out: string;
}

/**
 * What has been done of some runs, on any budget: of their own folders only, whatever else lies beside them. One that
 * cannot be read is left out here, and says why when its turn comes to be trained.
 */
export const readEarlierRuns = async ({ experiment, runs, out }: EarlierOptions): Promise<readonly Run[]> => {
  const folders = budgetNames.flatMap((budget) =>
    runs.map(({ member, seed }) => runFolder(out, runIdentity(experiment, member, { budget, seed }))),
  );
  const earlier = await Promise.all(folders.map((folder) => readRun(folder).catch(() => null)));
  return earlier.filter((run) => run !== null);
};
