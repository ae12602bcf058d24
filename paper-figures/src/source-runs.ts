import { runsOfExperiment, withoutSmoke, type Run } from '@resnet/analysis';
import type { Source } from './paper-outputs.js';

/** Of all runs, those a table or figure is made from. */
export const sourceRuns = ({ experiment }: Source, runs: readonly Run[]): readonly Run[] =>
  withoutSmoke(runsOfExperiment(experiment, runs));
