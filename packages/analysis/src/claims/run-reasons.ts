import type { Run } from '@resnet/run-log';
import { printedName, seedsText, unique } from '../words.js';

/** Why runs of one member do not count, a sentence for each reason: `plain-20 (seeds 1 and 2) diverged at iteration 431.` */
export const runReasons = (runs: readonly Run[], reasonOf: (run: Run) => string | null): readonly string[] => {
  const found = runs.map((run) => ({ record: run.record, reason: reasonOf(run) }));
  return unique(found.flatMap(({ reason }) => reason ?? [])).map((reason) => {
    const records = found.filter((other) => other.reason === reason).map(({ record }) => record);
    return `${printedName(records[0]?.member ?? '')} (${seedsText(records.map(({ seed }) => seed))}) ${reason}.`;
  });
};
