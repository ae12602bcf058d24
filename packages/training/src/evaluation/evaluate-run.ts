import {
  lockRunFolder,
  readRun,
  requireRunRecord,
  readTexts,
  RunLog,
  type EvaluationRow,
  type Protocol,
  type Run,
  type RunFolderLock,
  type Split,
} from '@resnet/run-log';
import { imageSetOf, photoSetOf, runSets, type ImageData, type PhotoData, type RunData } from '../data/index.js';
import { completeRecord } from '../record/index.js';
import { layerResponses } from '../signals/index.js';
import type { ResolvedEngine } from '../start/index.js';
import { readRunNetwork, type RunNetwork } from '../weights/index.js';
import { evaluateImages } from './evaluate-images.js';
import { evaluatePhotos } from './evaluate-photos.js';
import type { EvaluationProgress } from './evaluation-progress.js';
import { protocolNamed } from './protocol-named.js';
import type { EvaluationResult } from './results.js';
import { checkRunData, imageMemberOf, photoMemberOf, type TrainedRun } from './run-members.js';

export interface EvaluateRunOptions extends ResolvedEngine {
  readonly data: RunData;
  readonly split: Split;
  /** One that the run's images have: `single-view` of images in memory, `center-crop` of photographs, … */
  readonly protocol: Protocol;
  /** The network of the checkpoint, of whoever has read it already; it is read where not given. */
  readonly trained?: RunNetwork | undefined;
  /** Add the row to the log of a finished run that has none of this split and protocol. */
  readonly append?: boolean | undefined;
  /** Of photographs: see `EvaluatePhotosOptions`. */
  readonly batchSize?: number | undefined;
  readonly workers?: number | undefined;
  readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
  /** Told in a sentence what is shown to the network, before it is. */
  readonly say?: ((message: string) => void) | undefined;
  /** Told in a sentence of what was found and read over, and of what is waited for. */
  readonly warn?: ((message: string) => void) | undefined;
}

/** What an evaluation of a run found. */
export interface RunEvaluation {
  /** As the run's log has it. */
  readonly row: EvaluationRow;
  readonly result: EvaluationResult;
}

/**
 * Evaluates the checkpoint of a run once more, on another split or by another protocol; the folder says which network it is, and its
 * recipe what that is shown. Only to append the row, and the layer responses that an older run lacks, is the folder locked and
 * written. Rejects with an `Error` where there is no run or no checkpoint or the row to append is there already, a `RangeError` for
 * a split or protocol that the run's images do not have, a `CheckpointError` where no checkpoint is whole, and a
 * `RunSettingsError` for other data.
 */
export const evaluateRun = async (folder: string, options: EvaluateRunOptions): Promise<RunEvaluation> => {
  await requireRunRecord(folder);
  if (options.append !== true) return evaluateCheckpoint(await readRun(folder), options);
  const lock = await lockRunFolder(folder, { onWait: options.warn });
  try {
    const run = await readRun(folder);
    checkAppendable(run, { ...options, protocols: [options.protocol] });
    checkWhole(run);
    const evaluated = await evaluateCheckpoint(run, options);
    await append(run, evaluated, lock);
    return evaluated;
  } finally {
    await lock.release();
  }
};

/** What rows are to be added to the log of a run. */
export interface AppendedRows {
  readonly split: Split;
  readonly protocols: readonly Protocol[];
}

/** Throws an `Error` where a run is not finished or its record has one of the rows already. */
export const checkAppendable = (
  { folder, record }: Pick<Run, 'folder' | 'record'>,
  { split, protocols }: AppendedRows,
): void => {
  if (record.state !== 'finished') throw new Error(`expected a finished run in ${folder}, found it ${record.state}`);
  const there = record.final?.evaluation.find((row) => row.split === split && protocols.includes(row.protocol));
  if (there === undefined) return;
  throw new Error(
    `expected no final row for ${split}, ${there.protocol} in ${folder}, found one: rows are never replaced`,
  );
};

/** Throws an `Error` where a log lost rows: those of run.json are written anew from evaluation.csv. */
const checkWhole = ({ folder, record, evaluation, warnings: [damage] }: Run): void => {
  const rows = evaluation.filter(({ iteration }) => iteration === record.iterations);
  const lost = record.final?.evaluation.find(
    ({ split, protocol }) => !rows.some((row) => row.split === split && row.protocol === protocol),
  );
  if (damage !== undefined) throw new Error(`${damage}: restore the file before a row is added`);
  if (lost === undefined) return;
  throw new Error(`expected the final row of ${lost.split}, ${lost.protocol} in ${folder}/evaluation.csv, found none`);
};

/** What a checkpoint gives: what was asked for, by what, and what older runs have not recorded. */
interface Evaluated extends RunEvaluation, Pick<ResolvedEngine, 'engine' | 'precision'> {
  readonly layerResponses: Readonly<Record<string, number>>;
}

const evaluateCheckpoint = async (run: Run, options: EvaluateRunOptions): Promise<Evaluated> => {
  const { engine, precision, data, split, protocol, warn } = options;
  const { folder, record, warnings } = run;
  checkRunData(folder, record, data);
  for (const warning of warnings) warn?.(warning);
  const trained = options.trained ?? (await readRunNetwork(folder, record));
  if (options.trained === undefined && trained.warning !== null) warn?.(trained.warning);
  if (options.append === true && trained.iteration !== record.iterations) {
    throw new Error(
      `expected a checkpoint of iteration ${record.iterations} in ${folder}, found one of ${trained.iteration}`,
    );
  }
  const results = await evaluateOn(data, { record, trained }, options);
  const [result] = results;
  if (result === undefined) throw new Error(`expected a result of ${folder}, found none`);
  const { loss, top1Error, top5Error } = result;
  const row = { iteration: trained.iteration, split, protocol, loss, top1Error, top5Error };
  return { engine, precision, row, result, layerResponses: layerResponses(trained.program, trained.parameters) };
};

const evaluateOn = (
  data: RunData,
  run: TrainedRun,
  asked: EvaluateRunOptions,
): Promise<readonly EvaluationResult[]> => {
  switch (data.kind) {
    case 'images':
      return evaluateOnImages(data, run, asked);
    case 'photographs':
      return evaluateOnPhotos(data, run, asked);
    default:
      throw new TypeError(`unknown data ${JSON.stringify(data satisfies never)}`);
  }
};

const evaluateOnImages = async (data: ImageData, run: TrainedRun, asked: EvaluateRunOptions) => {
  const { recipe, budget } = completeRecord(run.record);
  const set = imageSetOf(runSets(data, recipe, budget), asked.split);
  const member = imageMemberOf(run, data);
  sayProtocol(member.protocols, asked);
  return evaluateImages({ ...asked, members: [member], set });
};

const evaluateOnPhotos = async (data: PhotoData, run: TrainedRun, asked: EvaluateRunOptions) => {
  const set = photoSetOf(data, asked.split, run.record.budget);
  const member = photoMemberOf(run, data);
  sayProtocol(member.protocols, asked);
  return evaluatePhotos({ ...asked, members: [member], set });
};

interface Described {
  readonly name: string;
  readonly description: string;
}

const sayProtocol = (protocols: readonly Described[], { protocol, say }: EvaluateRunOptions): void => {
  const { name, description } = protocolNamed(protocols, protocol);
  say?.(`${name}: ${description}`);
};

/** The row goes to evaluation.csv, and from there to the record, also where an earlier process came no further than that. */
const append = async (
  { folder }: Run,
  { row, layerResponses, engine, precision }: Evaluated,
  { confirm }: RunFolderLock,
): Promise<void> => {
  const { iteration, split, protocol } = row;
  const texts = await readTexts(folder, iteration);
  const log = await RunLog.open({ folder, confirm }, { upTo: iteration, texts });
  try {
    const ofEnd = (): readonly EvaluationRow[] => log.evaluation.rows.filter((other) => other.iteration === iteration);
    const isThere = ofEnd().some((other) => other.split === split && other.protocol === protocol);
    if (!isThere) await log.evaluation.append(row);
    const { final } = log.record;
    const how = `evaluated the ${split} set by ${protocol} in ${precision}: ${engine.description}`;
    const message = isThere ? `${how}; evaluation.csv had the row of an earlier evaluation` : how;
    await log.update(
      { final: final && { layerResponses, ...final, evaluation: ofEnd() } },
      { iteration, kind: 'evaluated', message },
    );
  } finally {
    await log.close();
  }
};
