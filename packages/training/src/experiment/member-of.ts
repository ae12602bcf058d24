import type { Member } from './experiment.js';

export interface MemberOptions extends Omit<Member, 'name' | 'seeds'> {
  /** What tells it from its network trained as the paper says: `nesterov` makes `resnet-20/nesterov`. */
  readonly variant?: string;
  readonly seeds?: readonly number[];
}

/** A member named by its network and what differs, with one seed where no others are given. */
export const memberOf = ({ variant, seeds = [1], ...rest }: MemberOptions): Member => ({
  name: variant === undefined ? rest.network.name : `${rest.network.name}/${variant}`,
  seeds,
  ...rest,
});
