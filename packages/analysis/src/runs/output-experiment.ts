import type { Network } from '@resnet/models';
import type { ExperimentMembers } from './select-runs.js';

/** What of an experiment a figure and a table of it are made from. */
export interface OutputExperiment extends ExperimentMembers {
  readonly reproduces: string;
  readonly claim: string;
  /** Whether its members are compared seed by seed. */
  readonly paired?: boolean;
  readonly members: readonly (ExperimentMembers['members'][number] & {
    readonly network: Pick<Network, 'family' | 'depth'>;
  })[];
}

/** The name of the files of an experiment's outputs: the last part of its id. */
export const outputName = ({ id }: Pick<OutputExperiment, 'id'>): string => id.split('/').at(-1) ?? id;

/** A member of an experiment, and the one that it is an ablation of. */
export interface AblationPair<Member> {
  readonly member: Member;
  readonly against: Member;
}

/** Each member with the first one of its family and depth: what differs between the two is the ablation. */
export const ablationPairs = <Member extends { readonly network: Pick<Network, 'family' | 'depth'> }>(
  members: readonly Member[],
): readonly AblationPair<Member>[] =>
  members.flatMap((member) => {
    const against = members.find(
      ({ network }) => network.family === member.network.family && network.depth === member.network.depth,
    );
    return against === undefined || against === member ? [] : [{ member, against }];
  });
