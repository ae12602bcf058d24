import type { Experiment, Member } from '@resnet/training';
import { UsageError } from './errors.js';
import { listNames, nearestName, unknownName } from './suggest.js';

/** The experiment of an id. Throws a `UsageError` that lists the valid ones. */
export const findExperiment = (experiments: readonly Experiment[], id: string): Experiment => {
  const found = experiments.find((experiment) => experiment.id === id);
  if (found) return found;
  throw new UsageError(
    unknownName(
      'experiment',
      id,
      experiments.map((experiment) => experiment.id),
    ),
  );
};

/** One network and seed of an experiment. */
export interface PlannedRun {
  readonly member: Member;
  readonly seed: number;
}

export interface Selection {
  /** Names of networks; all where not given. */
  readonly only?: readonly string[];
  /** Seeds instead of those of each network. */
  readonly seeds?: readonly number[];
}

/** The runs of an experiment that were asked for, in its order. Throws a `UsageError` for networks it does not have. */
export const selectRuns = ({ id, members }: Experiment, { only, seeds }: Selection): readonly PlannedRun[] => {
  const names = members.map(({ network }) => network.name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, names);
    const hint = nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
    throw new UsageError(`${id} has no network ${unknown}: expected ${listNames(names)}${hint}`);
  }
  return members
    .filter(({ network }) => only?.includes(network.name) ?? true)
    .flatMap((member) => (seeds ?? member.seeds).map((seed) => ({ member, seed })));
};
