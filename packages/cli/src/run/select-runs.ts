import type { Experiment, Member } from '@resnet/training';
import { UsageError } from '../errors.js';
import { unknownName } from '../suggest.js';

/** One member and seed of an experiment. */
export interface SelectedRun {
  readonly member: Member;
  readonly seed: number;
}

export interface Selection {
  /** Names of members; all where not given. */
  readonly only?: readonly string[] | undefined;
  /** Seeds instead of those that each member has. */
  readonly seeds?: readonly number[] | undefined;
}

/** The runs of an experiment that are asked for, in its order. Throws a `UsageError` for a member it does not have. */
export const selectRuns = ({ id, members }: Experiment, { only, seeds }: Selection): readonly SelectedRun[] => {
  const names = members.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(unknownName(`member of ${id},`, unknown, names));
  return members
    .filter(({ name }) => only?.includes(name) ?? true)
    .flatMap((member) => (seeds ?? member.seeds).map((seed) => ({ member, seed })));
};
