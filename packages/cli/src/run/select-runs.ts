import type { Precision } from '@resnet/engine';
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
  /** Of every run; the member's own, else the engine's, where not given. */
  readonly precision?: Precision | undefined;
}

/**
 * The runs of an experiment that are asked for, each once, in its order. Throws a `UsageError` for a member that the experiment does not
 * have, or that has another precision of its own.
 */
export const selectRuns = (
  { id, members }: Experiment,
  { only, seeds, precision }: Selection,
): readonly SelectedRun[] => {
  const names = members.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(unknownName(`member of ${id},`, unknown, names));
  const selected = members.filter(({ name }) => only?.includes(name) ?? true);
  if (precision !== undefined) for (const member of selected) checkPrecision(member, precision);
  return selected.flatMap((member) => [...new Set(seeds ?? member.seeds)].map((seed) => ({ member, seed })));
};

const checkPrecision = ({ name, precision: own }: Member, asked: Precision): void => {
  if (own === undefined || own === asked) return;
  throw new UsageError(
    `${name} is a run in ${own}, got --precision ${asked}: leave the option out, or name others by --only`,
  );
};
