import { totalmem } from 'node:os';
import { groupChoices } from '../recipe/index.js';
import { createTrainingSession, type TrainingSessionOptions } from './create-training-session.js';

/** What of the memory that this process may have is for a session; the rest is for images, the system and others. */
const shareForSession = 3 / 4;

/** Bytes that the session of a run may take here. */
export const bytesForSession = (): number =>
  shareForSession * Math.min(totalmem(), process.constrainedMemory() || Infinity);

/**
 * As many statistics groups at once as fit in memory; one where not even that does. Sessions are planned to know what
 * they need, which takes none of it.
 */
export const groupsThatFit = async (options: TrainingSessionOptions, bytes = bytesForSession()): Promise<number> => {
  for (const groupsAtOnce of groupChoices(options.recipe)) {
    if (groupsAtOnce === 1 || (await memoryOf({ ...options, groupsAtOnce })) <= bytes) return groupsAtOnce;
  }
  return 1;
};

/** Infinite for a session that the engine refuses: it needs more than there is. */
const memoryOf = async (options: TrainingSessionOptions): Promise<number> => {
  try {
    const session = await createTrainingSession(options);
    const { memoryBytes } = session;
    session.close();
    return memoryBytes;
  } catch (error) {
    if (error instanceof RangeError) return Infinity;
    throw error;
  }
};
