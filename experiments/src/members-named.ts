import type { Experiment, Member } from '@resnet/training';

/**
 * The members of an experiment that have these names, in this order, to share their runs. Throws a `RangeError` for any
 * other name.
 */
export const membersNamed = (
  { id, members }: Pick<Experiment, 'id' | 'members'>,
  names: readonly string[],
): readonly Member[] =>
  names.map((name) => {
    const member = members.find((each) => each.name === name);
    if (member) return { ...member, runs: member.runs ?? id };
    throw new RangeError(`${id} has ${members.map((each) => each.name).join(', ')}, got ${name}`);
  });
