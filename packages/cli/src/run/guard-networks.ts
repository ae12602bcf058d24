import { flatten } from '@resnet/engine';
import { checkFits } from '@resnet/training';
import { lookUp } from '../errors.js';
import { isOpen, type PlannedRun } from './plan-runs.js';
import type { Setup } from './set-up.js';

/**
 * Throws a `UsageError` where the network of a run that is left to do does not fit the data set, or is none that the engine
 * computes: before the first of the runs is trained.
 */
export const guardNetworks = (
  planned: readonly Pick<PlannedRun, 'state' | 'member'>[],
  { engine, precision, data, experiment }: Pick<Setup, 'engine' | 'precision' | 'data' | 'experiment'>,
): void => {
  for (const member of new Set(planned.filter(isOpen).map((run) => run.member))) {
    lookUp(() => {
      checkFits(member, data, experiment.dataset);
      try {
        engine.checkProgram?.(flatten(member.network), member.precision ?? precision);
      } catch (error) {
        if (error instanceof RangeError) throw new RangeError(`${member.name}: ${error.message}`, { cause: error });
        throw error;
      }
    });
  }
};
