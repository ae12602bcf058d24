import { runsOfExperiment, type Run } from '@resnet/analysis';
import { experiments } from '@resnet/experiments';
import type { Source } from './paper-outputs.js';

/** Of all runs, those a table or figure is made from. Throws a `RangeError` where its experiment does not exist. */
export const sourceRuns = ({ experiment, budgets }: Source, runs: readonly Run[]): readonly Run[] => {
  const source = experiments.find(({ id }) => id === experiment);
  if (source === undefined) {
    throw new RangeError(`expected one of ${experiments.map(({ id }) => id).join(', ')}, got ${experiment}`);
  }
  return runsOfExperiment(source, runs).filter(({ record }) => budgets.includes(record.budget));
};
