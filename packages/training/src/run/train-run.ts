import { join } from 'node:path';
import type { Session } from '@resnet/engine';
import {
  codesOf,
  hasStarted,
  lockRunFolder,
  MalformedFileError,
  parseRunRecord,
  readRun,
  readRunRecord,
  readText,
  readTexts,
  restoreRecord,
  RunLog,
  type CsvTexts,
  type Run,
  type RunFolderLock,
  type RunState,
} from '@resnet/run-log';
import { CheckpointError } from '../errors.js';
import { checkSettings } from '../record/index.js';
import {
  readCheckpoint,
  removeCheckpoints,
  removeFinalParameters,
  settleCheckpoint,
  type Checkpoint,
  type FoundCheckpoint,
  initialState,
  type TrainingState,
} from '../checkpoints/index.js';
import { countGroups } from '../recipe/index.js';
import { createTrainingSession, initializeParameters, planRun, type RunChoice, type RunPlan } from '../start/index.js';
import { Trainer, type TrainerOptions } from './trainer.js';

export interface TrainRunOptions
  extends RunChoice, Pick<TrainerOptions, 'signal' | 'takeCheckpointRequest' | 'onProgress'> {
  /** Start over, whatever is there. */
  readonly fresh?: boolean | undefined;
  /** Told in a sentence what memory the run takes, before it takes it. */
  readonly say?: ((message: string) => void) | undefined;
  /** Told in a sentence of what was found and read over, and of what is waited for. */
  readonly warn?: ((message: string) => void) | undefined;
}

/**
 * Trains one network with one seed, or what is left of it, and returns its log; a run that is finished or diverged is
 * returned as it is. Rejects with an `InterruptedError`, a `DivergenceError`, a `RunSettingsError` where the folder holds
 * another run, a `CheckpointError` where no checkpoint is whole, or a `RunFolderLockedError` where another process writes it.
 */
export const trainRun = async (options: TrainRunOptions): Promise<Run> => {
  const { fresh = false, warn, signal } = options;
  const plan = await planRun(options);
  const { folder } = plan;
  // A run that is over is read without a lock, as from a disk that cannot be written.
  if (!fresh && isOver(await recordedState(plan).catch(() => null))) return readRun(folder);
  const lock = await lockRunFolder(folder, { onWait: warn, signal });
  try {
    if (!fresh) await repairRecord(plan, lock, warn);
    const state = fresh ? null : await recordedState(plan);
    if (state === null) await startOver(plan, lock);
    if (!isOver(state)) await train(plan, lock, options);
    return await readRun(folder);
  } finally {
    await lock.release();
  }
};

const isOver = (state: RunState | null): boolean => state === 'finished' || state === 'diverged';

/** How the run in the folder stands, `null` where there is none or it never started; throws where it is another run. */
const recordedState = async ({ folder, record }: RunPlan): Promise<RunState | null> => {
  const there = await readRunRecord(folder);
  // One that never started may be another run.
  if (there === null || !hasStarted(there)) return null;
  checkSettings(folder, there, record);
  return there.state;
};

/** Puts the record that the checkpoint holds in place of one that is missing or broken. */
const repairRecord = async (
  plan: RunPlan,
  { confirm }: RunFolderLock,
  warn: TrainRunOptions['warn'],
): Promise<void> => {
  const { folder } = plan;
  if (await hasRecord(folder)) return;
  const checkpoint = await ownCheckpoint(plan);
  if (checkpoint?.texts == null) return;
  await restoreRecord({ folder, confirm }, checkpoint.texts.record);
  warn?.(
    `${join(folder, 'run.json')} is missing or broken: the record of iteration ${checkpoint.state.iteration}, which the checkpoint holds, is put back`,
  );
};

/** The checkpoint in the run's folder, which may be that of another run: parameters of another network may fit. */
const ownCheckpoint = async ({ folder, program, recipe, record }: RunPlan): Promise<FoundCheckpoint | null> => {
  const checkpoint = await readCheckpoint(folder, program);
  if (checkpoint === null) return null;
  const { texts, state } = checkpoint;
  // Earlier versions kept no record.
  if (texts !== null) checkSettings(checkpoint.folder, parseRunRecord(texts.record, checkpoint.folder), record);
  const { iterations } = recipe.schedule;
  if (state.iteration > iterations) {
    throw new CheckpointError(checkpoint.folder, `it is of iteration ${state.iteration} of a run of ${iterations}`);
  }
  return checkpoint;
};

const hasRecord = (folder: string): Promise<boolean> =>
  readRunRecord(folder).then(
    (record) => record !== null,
    (error: unknown) => {
      if (error instanceof MalformedFileError) return false;
      throw error;
    },
  );

/** Whenever this is cut short, the folder holds the old run or its log without a checkpoint: both can be started over. */
const startOver = async ({ folder, record }: RunPlan, { confirm }: RunFolderLock): Promise<void> => {
  await removeCheckpoints(folder);
  await removeFinalParameters(folder);
  const log = await RunLog.create({ folder, confirm }, record);
  await log.close();
};

/** Trains on from the checkpoint, or from the start where there is none. */
const train = async (
  plan: RunPlan,
  { confirm }: RunFolderLock,
  options: Pick<TrainRunOptions, 'signal' | 'takeCheckpointRequest' | 'onProgress' | 'say' | 'warn'>,
): Promise<void> => {
  const { folder, recipe } = plan;
  const checkpoint = await ownCheckpoint(plan);
  await settleCheckpoint(folder, checkpoint);
  const warning = checkpoint?.warning ?? null;
  if (warning !== null) options.warn?.(warning);
  const state = checkpoint?.state ?? initialState(recipe);
  const log = await RunLog.open({ folder, confirm }, { upTo: state.iteration, ...(await textsAt(folder, checkpoint)) });
  try {
    const session = await loadedSession(plan, checkpoint, options.say);
    try {
      await logStart(log, plan, { state, warning });
      await new Trainer({ ...options, plan, session, log, state }).run();
    } finally {
      session.close();
    }
  } finally {
    await log.close();
  }
};

/** What the CSV files held at a checkpoint, and evaluations added to it since; no rows where there is none. */
const textsAt = async (folder: string, checkpoint: Checkpoint | null): Promise<{ readonly texts?: CsvTexts }> => {
  if (checkpoint === null) return {};
  const { texts, state } = checkpoint;
  if (texts === null) return { texts: await readTexts(folder, state.iteration) };
  const evaluation = await readText(folder, 'evaluation', state.iteration).catch(() => '');
  return { texts: evaluation.startsWith(texts.evaluation) ? { ...texts, evaluation } : texts };
};

const loadedSession = async (
  plan: RunPlan,
  checkpoint: Checkpoint | null,
  say: TrainRunOptions['say'],
): Promise<Session> => {
  const session = await createTrainingSession(plan);
  say?.(memoryText(plan, session));
  const { program, recipe, seed } = plan;
  await session.writeParameters(checkpoint?.parameters ?? initializeParameters(program, recipe, seed));
  if (checkpoint !== null) await session.writeMomentum(checkpoint.momentum);
  return session;
};

const memoryText = ({ record, recipe, groupsAtOnce }: RunPlan, { memoryBytes }: Session): string => {
  const groups = countGroups(recipe);
  const images = recipe.batchSize / groups;
  const passes = groups === 1 ? '' : ` (${groups} statistics groups of ${images}, ${groupsAtOnce} at once)`;
  return `${record.member}: ${(memoryBytes / 2 ** 30).toFixed(2)} GiB for mini-batches of ${recipe.batchSize}${passes}`;
};

interface Start {
  readonly state: TrainingState;
  readonly warning: string | null;
}

const logStart = (log: RunLog, { record }: RunPlan, { state: { iteration }, warning }: Start): Promise<void> => {
  const message = [record.engine.description, ...(warning === null ? [] : [warning])].join('; ');
  if (log.record.events.length === 0) return log.update({}, { iteration, kind: 'started', message });
  const before = codesOf(log.record).at(-1);
  const code = { commit: record.commit, clean: record.clean };
  const differs = code.commit !== before?.commit || code.clean !== before.clean;
  return log.update({}, { iteration, kind: 'resumed', message, ...(differs && { code }) });
};
