import { buildFigures, type BuiltOutputs } from '@resnet/paper-figures';
import { findRuns, type Run } from '@resnet/run-log';
import { checkWritable } from './check-writable.js';
import { sayFindings } from './say-findings.js';

export interface RebuildOptions {
  /** Folders to look for runs in. */
  readonly results: readonly string[];
  /** The folder that tables and figures are written to. */
  readonly out: string;
}

/** Rebuilds every table and figure from the runs in some folders. Throws, with nothing written, where there is none. */
export const rebuildOutputs = async ({
  results,
  out,
}: RebuildOptions): Promise<BuiltOutputs & { readonly runs: readonly Run[] }> => {
  const found = await Promise.all(results.map((folder) => findRuns(folder)));
  for (const findings of found) sayFindings(findings, console.error);
  const runs = found.flatMap((findings) => findings.runs);
  if (runs.length === 0) {
    throw new Error(
      `expected runs in ${results.join(' or ')}, found none, and wrote nothing: resnet run cifar10/degradation --budget quick makes some`,
    );
  }
  await checkWritable(out);
  return { runs, ...(await buildFigures({ runs, out })) };
};
