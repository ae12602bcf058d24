import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from '@resnet/engine';
import { isThere, syncFolder } from '@resnet/files';
import { readCheckpointFolder, writeCheckpointFolder, type Checkpoint } from './checkpoint-folder.js';
import { CheckpointError } from '../errors.js';

export type { Checkpoint } from './checkpoint-folder.js';

/** A checkpoint as it was found. */
export interface FoundCheckpoint extends Checkpoint {
  readonly folder: string;
  /** Why it is not the newest that was written; `null` where it is. */
  readonly warning: string | null;
}

/** The folder that checkpoints are written for, and what is called before one takes the place of another: see `RunLog`. */
export interface CheckpointTarget {
  readonly folder: string;
  readonly confirm: () => Promise<void>;
}

const foldersOf = (runFolder: string) => ({
  current: join(runFolder, 'checkpoint'),
  next: join(runFolder, 'checkpoint.new'),
  last: join(runFolder, 'checkpoint.old'),
  damaged: join(runFolder, 'checkpoint.damaged'),
});

/**
 * Replaces the checkpoint of a run folder as one unit, and keeps the one before it: the new folder is written and
 * synced beside the current one, which is moved away before the new one takes its name. `readCheckpoint` finds a whole
 * one whenever this is cut short.
 */
export const writeCheckpoint = async (
  { folder, confirm }: CheckpointTarget,
  program: Program,
  checkpoint: Checkpoint,
): Promise<void> => {
  const { current, next, last } = foldersOf(folder);
  await confirm();
  await remove(next);
  await writeCheckpointFolder(next, program, checkpoint);
  await confirm();
  if (await isThere(current)) {
    await remove(last);
    await rename(current, last);
  }
  await rename(next, current);
  await syncFolder(folder);
};

/**
 * The newest whole checkpoint of a run folder, or `null` where it has none; changes nothing. Throws a `CheckpointError`
 * naming the damaged file where no checkpoint is whole, and a `TypeError` for the parameters of another network.
 */
export const readCheckpoint = async (runFolder: string, program: Program): Promise<FoundCheckpoint | null> => {
  const { current, next, last } = foldersOf(runFolder);
  let damage: CheckpointError | null = null;
  // `checkpoint.new` counts where a swap was cut short before it got its name, and is not whole where its writing was.
  for (const folder of [current, next, last]) {
    if (!(await isThere(folder))) continue;
    try {
      const checkpoint = await readCheckpointFolder(folder, program);
      const fault = damage?.message ?? (folder === last ? `${current} is missing` : null);
      const used = `${folder} is whole and of iteration ${checkpoint.state.iteration}: it is used`;
      return { ...checkpoint, folder, warning: fault === null ? null : `${fault}; ${used}` };
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
      if (folder !== next) damage ??= error;
    }
  }
  if (damage === null) return null;
  const advice = 'no other checkpoint is whole: restore the file, or start over with --fresh';
  throw new CheckpointError(damage.file, `${damage.fault}; ${advice}`, { cause: damage });
};

/**
 * As `readCheckpoint`, for who does not hold the folder's lock: its writer may replace a checkpoint while it is read,
 * and what looks damaged then is whole a moment later.
 */
export const readUnlockedCheckpoint = async (runFolder: string, program: Program): Promise<FoundCheckpoint | null> => {
  for (let attempt = 1; attempt < attempts; attempt++) {
    const found = await readCheckpoint(runFolder, program).catch(() => null);
    if (found?.warning === null) return found;
  }
  return readCheckpoint(runFolder, program);
};

/** A writer needs more time for one checkpoint than a reader for so many. */
const attempts = 5;

/**
 * Gives the checkpoint found in a run folder its name, `null` for none, and puts a damaged one aside. For the folder's
 * writer only.
 */
export const settleCheckpoint = async (runFolder: string, found: FoundCheckpoint | null): Promise<void> => {
  const { current, next, damaged } = foldersOf(runFolder);
  if (found !== null && found.folder !== current) {
    if (await isThere(current)) {
      await remove(damaged);
      await rename(current, damaged);
    }
    await rename(found.folder, current);
  }
  await remove(next);
  await syncFolder(runFolder);
};

/** Removes the checkpoints of a run folder: whenever this is cut short, an earlier one or none is found. */
export const removeCheckpoints = async (runFolder: string): Promise<void> => {
  const { current, next, last, damaged } = foldersOf(runFolder);
  await remove(last);
  await remove(next);
  // Half removed it must not look like a damaged one.
  if (await isThere(current)) await rename(current, next);
  await syncFolder(runFolder);
  await remove(next);
  await remove(damaged);
};

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
