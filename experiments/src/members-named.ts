import type { Experiment, Member } from '@resnet/training';

/** The members of an experiment whose networks have these names, in this order. Throws a `RangeError` for any other name. */
export const membersNamed = ({ id, members }: Experiment, names: readonly string[]): readonly Member[] =>
  names.map((name) => {
    const member = members.find(({ network }) => network.name === name);
    if (member) return member;
    throw new RangeError(`${id} has ${members.map(({ network }) => network.name).join(', ')}, got ${name}`);
  });
