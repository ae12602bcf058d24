import type { EnsembleMember, RunRecord } from '@resnet/run-log';
import type { ImportedNetwork, RunNetwork } from '../weights/index.js';

/** A network that can take part in an ensemble whose errors are recorded. */
export interface Identified {
  readonly identity: EnsembleMember;
  /** How far its training came, where that is not the end; `null` where it is, and of an imported network. */
  readonly shortfall: string | null;
}

/** The network of a run's checkpoint. */
export const identifyRun = (
  { experiment, member, budget, seed, precision, startedAt, iterations, state }: RunRecord,
  { iteration }: Pick<RunNetwork, 'iteration'>,
): Identified => ({
  identity: { kind: 'run', experiment, member, budget, seed, iteration, precision, startedAt },
  shortfall:
    iteration === iterations && state === 'finished'
      ? null
      : `the checkpoint of ${member}, seed ${seed}, is of iteration ${iteration} of ${iterations} of a run that is ${state}`,
});

/** An imported network. */
export const identifyImport = ({ name, parameters }: Pick<ImportedNetwork, 'name' | 'parameters'>): Identified => ({
  identity: { kind: 'network', name, parameters },
  shortfall: null,
});
