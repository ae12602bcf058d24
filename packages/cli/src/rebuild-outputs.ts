import { resolve } from 'node:path';
import { buildFigures, type BuiltOutputs } from '@resnet/paper-figures';
import { type EnsembleRecord, findEnsembles, findRuns, type Run } from '@resnet/run-log';
import { checkWritable } from './check-writable.js';
import { loadExperiment } from './load-experiment.js';
import { runsAsNow } from './runs-as-now.js';
import { sayFindings } from './say-findings.js';

export interface RebuildOptions {
  /** The folder whose runs they are about. */
  readonly results: string;
  /** A folder of other runs that are drawn and tabulated too. */
  readonly beside?: string | undefined;
  /** The folder that tables and figures are written to. */
  readonly out: string;
  /** As `loadExperiment` takes it: everything of this one instead of the suite's tables and figures. */
  readonly experiment?: string | undefined;
}

/** The runs of both folders, and what was made of them. */
export interface Outputs extends BuiltOutputs {
  readonly runs: readonly Run[];
  readonly others: readonly Run[];
}

/**
 * Rebuilds every table and figure from the runs in a folder, and in another one. Throws, with nothing written, where
 * there is none.
 */
export const rebuildOutputs = async ({ results, beside, out, experiment: name }: RebuildOptions): Promise<Outputs> => {
  const experiment = name === undefined ? undefined : await loadExperiment(name);
  const of = (runs: readonly Run[]): readonly Run[] =>
    experiment === undefined ? runs : runsAsNow(experiment, runs, console.error);
  const runs = of(await runsIn(results));
  // What is both is not beside itself.
  const besides = beside === undefined || resolve(beside) === resolve(results) ? [] : [beside];
  const others = (await Promise.all(besides.map(runsIn))).flatMap(of);
  const folders = [results, ...besides];
  const ensembles = (await Promise.all(folders.map(ensemblesIn))).flat();
  if (runs.length + others.length + ensembles.length === 0) {
    throw new Error(
      `expected runs in ${folders.join(' or ')}, found none, and wrote nothing: resnet run ${name ?? 'cifar10/degradation'} --budget quick makes some`,
    );
  }
  await checkWritable(out);
  const built = await buildFigures({ runs: [...runs, ...others], ensembles, out, experiment });
  if (built.tables.length + built.figures.length === 0) {
    console.error(`no table or figure: no run in ${folders.join(' or ')} counts in one; ${whyNone(name)}`);
  }
  return { runs, others, ...built };
};

/** What makes no table: `smoke` runs, and without its file those of an experiment of one's own. */
const whyNone = (experiment: string | undefined): string =>
  experiment === undefined
    ? 'runs of smoke do not, and those of your own experiment do with its file: resnet tables ./my-experiment.ts'
    : `runs of smoke do not: train a longer budget, as resnet run ${experiment} --budget quick`;

const runsIn = async (folder: string): Promise<readonly Run[]> => {
  const findings = await findRuns(folder);
  sayFindings(findings, console.error);
  return findings.runs;
};

const ensemblesIn = async (folder: string): Promise<readonly EnsembleRecord[]> => {
  const { ensembles, unreadable } = await findEnsembles(folder);
  sayFindings({ unreadable: unreadable.map((error) => ({ folder, error })), warnings: [] }, console.error);
  return ensembles;
};
