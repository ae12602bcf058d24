import { buildFigures, type BuiltOutputs } from '@resnet/paper-figures';
import { findRuns, type Run } from '@resnet/run-log';
import { checkWritable } from './check-writable.js';
import { sayFindings } from './say-findings.js';

export interface RebuildOptions {
  /** The folder whose runs they are about. */
  readonly results: string;
  /** A folder of other runs that are drawn and tabulated too. */
  readonly beside?: string | undefined;
  /** The folder that tables and figures are written to. */
  readonly out: string;
}

/** The runs of both folders, and what was made of them. */
export interface Outputs extends BuiltOutputs {
  readonly runs: readonly Run[];
  readonly others: readonly Run[];
}

/** Rebuilds every table and figure from the runs in a folder, and in another one. Throws, with nothing written, where there is none. */
export const rebuildOutputs = async ({ results, beside, out }: RebuildOptions): Promise<Outputs> => {
  const runs = await runsIn(results);
  const others = beside === undefined ? [] : await runsIn(beside);
  if (runs.length + others.length === 0) {
    const folders = [results, ...(beside === undefined ? [] : [beside])];
    throw new Error(
      `expected runs in ${folders.join(' or ')}, found none, and wrote nothing: resnet run cifar10/degradation --budget quick makes some`,
    );
  }
  await checkWritable(out);
  return { runs, others, ...(await buildFigures({ runs: [...runs, ...others], out })) };
};

const runsIn = async (folder: string): Promise<readonly Run[]> => {
  const findings = await findRuns(folder);
  sayFindings(findings, console.error);
  return findings.runs;
};
