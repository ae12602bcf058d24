import { runsOfExperiment, withoutSmoke, type EnsembleRecord, type Run } from '@resnet/analysis';
import type { Source } from './paper-outputs.js';

/** Of all runs, those a table or figure is made from. */
export const sourceRuns = ({ experiment }: Source, runs: readonly Run[]): readonly Run[] =>
  withoutSmoke(runsOfExperiment(experiment, runs));

/** Of all ensembles, those without a smoke run: it shows nothing of the paper. */
export const sourceEnsembles = (ensembles: readonly EnsembleRecord[]): readonly EnsembleRecord[] =>
  ensembles.filter(({ members }) => members.every((member) => member.kind === 'network' || member.budget !== 'smoke'));
