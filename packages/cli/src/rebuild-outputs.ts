import { buildFigures, type BuiltOutputs } from '@resnet/paper-figures';
import { findRuns, type Run } from '@resnet/run-log';

export interface RebuildOptions {
  /** Folders to look for runs in. */
  readonly results: readonly string[];
  /** The folder that tables and figures are written to. */
  readonly out: string;
}

/** Rebuilds every table and figure from the runs in some folders; says so where there is none. */
export const rebuildOutputs = async ({
  results,
  out,
}: RebuildOptions): Promise<BuiltOutputs & { readonly runs: readonly Run[] }> => {
  const runs = (await Promise.all(results.map((folder) => findRuns(folder)))).flat();
  if (runs.length === 0) {
    console.error(`no run in ${results.join(' or ')}: resnet run cifar10/degradation --budget quick makes some`);
  }
  return { runs, ...(await buildFigures({ runs, out })) };
};
