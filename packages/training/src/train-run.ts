import type { Session } from '@resnet/engine';
import { lockRunFolder, readRun, readRunRecord, RunLog, type Run, type RunState } from '@resnet/run-log';
import { checkSettings } from './check-settings.js';
import { readCheckpoint, recoverCheckpoint, removeCheckpoint, type Checkpoint } from './checkpoint.js';
import { createTrainingSession } from './create-training-session.js';
import { initializeParameters } from './initialize-parameters.js';
import { planRun, type RunChoice, type RunPlan } from './run-plan.js';
import { Trainer, type TrainerOptions } from './trainer.js';
import { initialState, type TrainingState } from './training-state.js';

export interface TrainRunOptions
  extends RunChoice, Pick<TrainerOptions, 'signal' | 'takeCheckpointRequest' | 'onProgress'> {
  /** Start over, whatever is there. */
  readonly fresh?: boolean | undefined;
}

/**
 * Trains one network with one seed, or what is left of it, and returns its log; a run that is finished or diverged is
 * returned as it is. Rejects with an `InterruptedError`, a `DivergenceError`, a `RunSettingsError` where the folder holds
 * another run, or a `RunFolderLockedError` where another process writes it.
 */
export const trainRun = async (options: TrainRunOptions): Promise<Run> => {
  const plan = await planRun(options);
  const lock = await lockRunFolder(plan.folder);
  try {
    const state = options.fresh === true ? null : await recordedState(plan);
    if (state === null) await startOver(plan);
    if (state === null || state === 'running') await train(plan, options);
    return await readRun(plan.folder);
  } finally {
    await lock.release();
  }
};

/** How the run in the folder stands, `null` where there is none; throws where it is another run. */
const recordedState = async ({ folder, record }: RunPlan): Promise<RunState | null> => {
  const there = await readRunRecord(folder);
  if (there !== null) checkSettings(folder, there, record);
  return there?.state ?? null;
};

/** Whenever this is cut short, the folder holds the old run or its log without a checkpoint: both can be started over. */
const startOver = async ({ folder, record }: RunPlan): Promise<void> => {
  await removeCheckpoint(folder);
  const log = await RunLog.create(folder, record);
  await log.close();
};

/** Trains on from the checkpoint, or from the start where there is none. */
const train = async (
  plan: RunPlan,
  options: Pick<TrainRunOptions, 'signal' | 'takeCheckpointRequest' | 'onProgress'>,
): Promise<void> => {
  const { folder, program, recipe } = plan;
  await recoverCheckpoint(folder);
  const checkpoint = await readCheckpoint(folder, program);
  const state = checkpoint?.state ?? initialState(recipe);
  const log = await RunLog.open(folder, { upTo: state.iteration });
  try {
    const session = await loadedSession(plan, checkpoint);
    try {
      await logStart(log, plan, state);
      await new Trainer({ ...options, plan, session, log, state }).run();
    } finally {
      session.close();
    }
  } finally {
    await log.close();
  }
};

const loadedSession = async (plan: RunPlan, checkpoint: Checkpoint | null): Promise<Session> => {
  const session = await createTrainingSession(plan);
  const { program, recipe, seed } = plan;
  await session.writeParameters(checkpoint?.parameters ?? initializeParameters(program, recipe, seed));
  if (checkpoint !== null) await session.writeMomentum(checkpoint.momentum);
  return session;
};

const logStart = (log: RunLog, { record }: RunPlan, { iteration }: TrainingState): Promise<void> => {
  const kind = log.record.events.length === 0 ? 'started' : 'resumed';
  return log.update({}, { iteration, kind, message: record.engine.description });
};
