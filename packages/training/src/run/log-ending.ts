import type { FinalNumbers, RunLog } from '@resnet/run-log';
import { DivergenceError, InterruptedError, type Divergence } from '../errors.js';
import type { TrainingState } from '../checkpoints/index.js';

/** Marks a run as finished, with the numbers of its last rows and what was `seen` of the network at its end. */
export const logFinish = (
  log: RunLog,
  { iteration, wallSeconds }: TrainingState,
  seen: Pick<FinalNumbers, 'layerResponses' | 'misclassified'>,
): Promise<void> => {
  const last = log.training.rows.at(-1);
  const final = {
    trainingLoss: last?.loss ?? NaN,
    trainingError: last?.error ?? NaN,
    ...(last?.top5Error == null ? {} : { trainingTop5Error: last.top5Error }),
    evaluation: log.evaluation.rows.filter((row) => row.iteration === iteration),
    ...seen,
  };
  const event = { iteration, kind: 'finished', message: `after ${iteration} iterations` } as const;
  return log.update({ state: 'finished', finishedAt: new Date().toISOString(), wallSeconds, final }, event);
};

/** Notes that a run stopped at a checkpoint just written, and why, and rejects. */
export const logInterruption = async (
  log: RunLog,
  { iteration, wallSeconds }: TrainingState,
  reason: string,
): Promise<never> => {
  await log.update({ wallSeconds }, { iteration, kind: 'interrupted', message: `${reason}, checkpoint written` });
  throw new InterruptedError({ iteration, folder: log.folder });
};

/** Marks a run as diverged, and rejects. */
export const logDivergence = async (log: RunLog, where: Divergence, wallSeconds: number): Promise<never> => {
  const error = new DivergenceError(where);
  const event = { iteration: where.iteration, kind: 'diverged', message: error.message } as const;
  await log.update({ state: 'diverged', finishedAt: new Date().toISOString(), wallSeconds }, event);
  throw error;
};
