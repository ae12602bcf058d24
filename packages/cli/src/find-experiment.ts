import type { Experiment } from '@resnet/training';
import { UsageError } from './errors.js';
import { unknownName } from './suggest.js';

/** The experiment of an id. Throws a `UsageError` that lists the valid ones. */
export const findExperiment = (experiments: readonly Experiment[], id: string): Experiment => {
  const found = experiments.find((experiment) => experiment.id === id);
  if (found) return found;
  const ids = experiments.map((experiment) => experiment.id);
  throw new UsageError(unknownName('experiment', id, ids));
};
