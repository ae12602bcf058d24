import { runsOfExperiment, type Run } from '@resnet/analysis';
import type { Source } from './paper-outputs.js';

/** Of all runs, those a table or figure is made from. */
export const sourceRuns = ({ experiment, budgets }: Source, runs: readonly Run[]): readonly Run[] =>
  runsOfExperiment(experiment, runs).filter(({ record }) => budgets.includes(record.budget));
