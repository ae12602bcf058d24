import type { Claim, ClaimMember, Expected } from './claim.js';

/** A statement about the norms of gradients, as a hypothesis over the signals that runs measured. */
export interface SignalClaim extends Pick<Claim, 'id' | 'group' | 'section' | 'statement'> {
  readonly member: ClaimMember;
  readonly when: SignalTime;
  readonly ratio: SignalRatio;
  /** Where the ratio lies if the claim holds. */
  readonly expected: Expected;
}

/** Before the first update, after the last iteration, or at each measured iteration, of which the worst counts. */
export type SignalTime = 'at the initialization' | 'at the end' | 'throughout';

/**
 * Of the norms of the weight gradients of the convolutions: the largest over the smallest, or the first layer's over
 * the last one's.
 */
export type SignalRatio = 'largest over smallest' | 'first over last';

/**
 * The paper says that gradients have "healthy norms" and not what that is. Here it is a factor: with less than this between
 * two convolutions, one rate can serve both.
 */
export const healthyFactor = 100;

/** A member whose runs measure signals. */
export const measured = (member: string): ClaimMember => ({ experiment: 'cifar10/signals', member });

const common = { group: 'signals', section: '4.1' } as const;

const healthy = (member: ClaimMember, when: SignalTime): SignalClaim => ({
  id: `signals/${member.member}/healthy/${when.replaceAll(' ', '-')}`,
  ...common,
  statement: `The gradients of ${member.member} have healthy norms ${when}: none of a convolution is ${healthyFactor} times that of another.`,
  ...{ member, when },
  ratio: 'largest over smallest',
  expected: { below: healthyFactor },
});

const notVanishing = (member: ClaimMember): SignalClaim => ({
  id: `signals/${member.member}/not-vanishing`,
  ...common,
  statement: `The gradients of ${member.member} do not vanish on their way back: after each measured iteration, that of the first convolution is more than 1/${healthyFactor} of that of the last.`,
  member,
  when: 'throughout',
  ratio: 'first over last',
  expected: { above: 1 / healthyFactor },
});

/** What section 4.1 says of the plain networks' signals; it says so of those on ImageNet. */
export const signalClaims: readonly SignalClaim[] = [
  ...['plain-20', 'plain-56']
    .map(measured)
    .flatMap((member) => [
      notVanishing(member),
      healthy(member, 'at the initialization'),
      healthy(member, 'at the end'),
    ]),
  // It has the initialization of plain-56.
  notVanishing(measured('plain-56/warm-up')),
  healthy(measured('plain-56/warm-up'), 'at the end'),
];
