import { runKey, type Run } from '@resnet/run-log';

/** Runs of several folders, each once: one that has been trained here and is committed too counts where it comes first. */
export const firstOfEach = (runs: readonly Run[]): readonly Run[] => {
  const first = new Map<string, Run>();
  for (const run of runs) if (!first.has(runKey(run.record))) first.set(runKey(run.record), run);
  return [...first.values()];
};
