import { inputTransform } from '@resnet/datasets';
import { flatten, type Precision } from '@resnet/engine';
import type { DatasetName, Network } from '@resnet/models';
import {
  lockRunFolder,
  readRun,
  readRunRecord,
  RunLog,
  type EvaluationRow,
  type Run,
  type Split,
} from '@resnet/run-log';
import { readCheckpoint, recoverCheckpoint } from './checkpoint.js';
import { createTrainingSession } from './create-training-session.js';
import { differences } from './differences.js';
import { RunSettingsError } from './errors.js';
import { evaluate } from './evaluate.js';
import { networkRecord, recordedNetwork } from './network-record.js';
import type { Recipe } from './recipe.js';
import { resolveEngine, type EngineChoice } from './resolve-engine.js';
import { runSets, setOf, type RunData } from './run-sets.js';

export interface EvaluateRunOptions extends EngineChoice {
  readonly data: RunData;
  readonly split: Split;
  readonly protocol: 'single-view' | '10-crop';
  /** The network that was trained; the paper's network that the record describes where not given. */
  readonly network?: Network | undefined;
  /** The run's own where not given. */
  readonly precision?: Precision | undefined;
  /** Add the row to the log of a finished run that has none of this split and protocol. */
  readonly append?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Evaluates the checkpoint of a run once more, on another split or by another protocol. Rejects with an `Error` where there
 * is no run or no checkpoint or the row to append is there already, and a `RunSettingsError` for other data or another network.
 */
export const evaluateRun = async (folder: string, options: EvaluateRunOptions): Promise<EvaluationRow> => {
  if ((await readRunRecord(folder)) === null) throw new Error(`expected a run in ${folder}, found no run.json`);
  const lock = await lockRunFolder(folder);
  try {
    const run = await readRun(folder);
    if (options.append === true) checkAppendable(run, options);
    const row = await evaluateCheckpoint(run, options);
    if (options.append === true) await appendRow(folder, row);
    return row;
  } finally {
    await lock.release();
  }
};

const checkAppendable = ({ folder, record, evaluation }: Run, { split, protocol }: EvaluateRunOptions): void => {
  if (record.state !== 'finished') throw new Error(`expected a finished run in ${folder}, found it ${record.state}`);
  const isSame = (row: EvaluationRow): boolean =>
    row.iteration === record.iterations && row.split === split && row.protocol === protocol;
  if (evaluation.some(isSame)) {
    throw new Error(`expected no final row for ${split}, ${protocol} in ${folder}, found one: rows are never replaced`);
  }
};

const evaluateCheckpoint = async (run: Run, options: EvaluateRunOptions): Promise<EvaluationRow> => {
  const { data, split, protocol, signal } = options;
  const { folder, record } = run;
  const network = checkedNetwork(run, options);
  const program = flatten(network);
  const recipe = record.recipe as unknown as Recipe;
  const sets = runSets(data, recipe, record.budget);
  const set = setOf(sets, split);
  await recoverCheckpoint(folder);
  const checkpoint = await readCheckpoint(folder, program);
  if (checkpoint === null) {
    throw new Error(`expected a checkpoint in ${folder}, found none: it stays on the machine that trained the run`);
  }
  const precision = options.precision ?? (record.precision as Precision);
  const session = await createTrainingSession({ ...resolveEngine({ ...options, precision }), program, recipe });
  try {
    await session.writeParameters(checkpoint.parameters);
    const transform = inputTransform(sets.training, recipe);
    const errors = await evaluate({ session, set, transform, recipe, views: protocol, signal });
    return { iteration: checkpoint.state.iteration, split, protocol, ...errors };
  } finally {
    session.close();
  }
};

/** The network to evaluate, given that it and the data are those of the run. */
const checkedNetwork = ({ folder, record }: Run, options: EvaluateRunOptions): Network => {
  const network = options.network ?? recordedNetwork(record.network, record.dataset.name as DatasetName);
  const there = { network: record.network, checksums: record.dataset.checksums };
  const found = differences(there, { network: networkRecord(network), checksums: options.data.checksums });
  if (found.length > 0) throw new RunSettingsError(folder, found);
  return network;
};

const appendRow = async (folder: string, row: EvaluationRow): Promise<void> => {
  const log = await RunLog.open(folder, { upTo: row.iteration });
  try {
    await log.evaluation.append(row);
    const { final } = log.record;
    const evaluation = log.evaluation.rows.filter(({ iteration }) => iteration === row.iteration);
    if (final !== null) await log.update({ final: { ...final, evaluation } });
  } finally {
    await log.close();
  }
};
