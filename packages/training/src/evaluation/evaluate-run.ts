import { flatten, type Precision } from '@resnet/engine';
import {
  lockRunFolder,
  readRun,
  readRunRecord,
  readTexts,
  RunLog,
  type EvaluationRow,
  type Run,
  type RunFolderLock,
  type Split,
} from '@resnet/run-log';
import { readUnlockedCheckpoint } from '../checkpoints/index.js';
import { completeRecord, differences, designedFor, recordedNetwork } from '../record/index.js';
import { createTrainingSession, resolveEngine, type EngineChoice } from '../start/index.js';
import { openSource, type RunData } from '../data/index.js';
import { RunSettingsError } from '../errors.js';
import { evaluate } from './evaluate.js';
import { layerResponses } from '../signals/index.js';

export interface EvaluateRunOptions extends EngineChoice {
  readonly data: RunData;
  readonly split: Split;
  readonly protocol: 'single-view' | '10-crop';
  /** The run's own where not given. */
  readonly precision?: Precision | undefined;
  /** Add the row to the log of a finished run that has none of this split and protocol. */
  readonly append?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told in a sentence of what was found and read over, and of what is waited for. */
  readonly warn?: ((message: string) => void) | undefined;
}

/**
 * Evaluates the checkpoint of a run once more, on another split or by another protocol; the folder says which network it is.
 * Only to append the row, and the layer responses that an older run lacks, is the folder locked and written. Rejects with an `Error` where there is no run or no checkpoint or
 * the row to append is there already, a `CheckpointError` where no checkpoint is whole, and a `RunSettingsError` for other data.
 */
export const evaluateRun = async (folder: string, options: EvaluateRunOptions): Promise<EvaluationRow> => {
  if ((await readRunRecord(folder)) === null) throw new Error(`expected a run in ${folder}, found no run.json`);
  if (options.append !== true) return (await evaluateCheckpoint(await readRun(folder), options)).row;
  const lock = await lockRunFolder(folder, { onWait: options.warn, signal: options.signal });
  try {
    const run = await readRun(folder);
    checkAppendable(run, options);
    const evaluated = await evaluateCheckpoint(run, options);
    await append(run, evaluated, lock);
    return evaluated.row;
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

/** What a checkpoint gives: the row asked for, and what older runs have not recorded. */
interface Evaluated {
  readonly row: EvaluationRow;
  readonly layerResponses: Readonly<Record<string, number>>;
}

const evaluateCheckpoint = async (run: Run, options: EvaluateRunOptions): Promise<Evaluated> => {
  const { data, split, protocol, signal, warn } = options;
  checkData(run, data);
  const { folder, record } = run;
  const program = flatten(recordedNetwork(record.network, designedFor(record.dataset.name)));
  const { recipe } = completeRecord(record);
  const source = openSource(data, recipe, record.budget);
  const { batchSize, cropAverage: average } = recipe;
  const batches = source.evaluationBatches({ split, protocol, batchSize });
  const checkpoint = await readUnlockedCheckpoint(folder, program);
  if (checkpoint === null) {
    throw new Error(`expected a checkpoint in ${folder}, found none: it stays on the machine that trained the run`);
  }
  for (const warning of [...run.warnings, ...(checkpoint.warning === null ? [] : [checkpoint.warning])])
    warn?.(warning);
  const precision = options.precision ?? (record.precision as Precision);
  const session = await createTrainingSession({ ...resolveEngine({ ...options, precision }), program, recipe });
  try {
    await session.writeParameters(checkpoint.parameters);
    const errors = await evaluate({ session, batches, classes: source.classes, average, signal });
    const row = { iteration: checkpoint.state.iteration, split, protocol, ...errors };
    return { row, layerResponses: layerResponses(program, checkpoint.parameters) };
  } finally {
    session.close();
  }
};

const checkData = ({ folder, record }: Run, { checksums }: RunData): void => {
  const found = differences({ checksums: record.dataset.checksums }, { checksums });
  if (found.length > 0) throw new RunSettingsError(folder, found, 'evaluate it with the data it was trained on');
};

const append = async (
  { folder, record }: Run,
  { row, layerResponses }: Evaluated,
  { confirm }: RunFolderLock,
): Promise<void> => {
  const { iteration } = row;
  if (iteration !== record.iterations) {
    throw new Error(`expected a checkpoint of iteration ${record.iterations} in ${folder}, found one of ${iteration}`);
  }
  const texts = await readTexts(folder, iteration);
  const log = await RunLog.open({ folder, confirm }, { upTo: iteration, texts });
  try {
    await log.evaluation.append(row);
    const { final } = log.record;
    const evaluation = log.evaluation.rows.filter((other) => other.iteration === iteration);
    if (final !== null) await log.update({ final: { layerResponses, ...final, evaluation } });
  } finally {
    await log.close();
  }
};
