import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Parameters, Program } from '@resnet/engine';
import { nullIfMissing } from '@resnet/files';
import type { RunRecord } from '@resnet/run-log';
import { parametersOfIteration } from './parameters-of-iteration.js';

/** Beside run.json of a finished run that is committed: the parameters of its last checkpoint, which stays behind. */
const finalName = 'parameters.safetensors';

/**
 * The final parameters beside a run's record, or `null` where there are none. Throws a `CheckpointError` where they are
 * damaged or not of the last iteration, and a `TypeError` for those of another network.
 */
export const readFinalParameters = async (
  runFolder: string,
  program: Program,
  { iterations }: Pick<RunRecord, 'iterations'>,
): Promise<Parameters | null> => {
  const file = join(runFolder, finalName);
  const bytes = await readFile(file).catch(nullIfMissing);
  return bytes && parametersOfIteration(bytes, file, { described: program.parameters, iteration: iterations });
};

/** Removes the final parameters beside a run's record: those of a run that is started over are no longer its own. */
export const removeFinalParameters = (runFolder: string): Promise<void> =>
  rm(join(runFolder, finalName), { force: true });
