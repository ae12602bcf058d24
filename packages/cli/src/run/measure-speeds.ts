import type { Precision } from '@resnet/engine';
import type { Member } from '@resnet/training';
import { UsageError } from '../errors.js';
import { formatLarge } from '../format.js';
import { listNames } from '../suggest.js';
import { measureSpeed, type MeasureSpeedOptions, type Speed } from './measure-speed.js';

/** What was measured in each precision that members are trained in. */
export interface Speeds {
  /** Of a member's precision; of the first one measured where it was not, as that of a member with nothing left to do. */
  readonly of: (member: Pick<Member, 'precision'>) => Speed;
  /** `38.2 G multiply-adds/s measured`, or with the precisions where there are several. */
  readonly text: string;
}

export interface MeasureSpeedsOptions extends Omit<MeasureSpeedOptions, 'member'> {
  readonly members: readonly Member[];
}

/**
 * Measures each precision that the engine has by the first member that is trained in it. Rejects with a `UsageError` where
 * it has none of them.
 */
export const measureSpeeds = async ({ members, ...machine }: MeasureSpeedsOptions): Promise<Speeds> => {
  const { engine } = machine;
  const precisionOf = ({ precision = machine.precision }: Pick<Member, 'precision'>): Precision => precision;
  const speeds = new Map<Precision, Speed>();
  for (const member of members.filter((each) => engine.precisions.includes(precisionOf(each)))) {
    const precision = precisionOf(member);
    if (!speeds.has(precision)) speeds.set(precision, await measureSpeed({ ...machine, member }));
  }
  const [first] = speeds.values();
  if (first === undefined) {
    throw new UsageError(
      `engine ${engine.name} has ${listNames(engine.precisions)} here, and these members are trained in ${listNames([...new Set(members.map(precisionOf))])}: use another engine or another machine`,
    );
  }
  return { of: (member) => speeds.get(precisionOf(member)) ?? first, text: speedsText(speeds) };
};

const speedsText = (speeds: ReadonlyMap<Precision, Speed>): string => {
  const rates = [...speeds].map(([precision, { multiplyAddsPerSecond }]) => {
    const rate = `${formatLarge(multiplyAddsPerSecond)} multiply-adds/s`;
    return speeds.size === 1 ? rate : `${rate} in ${precision}`;
  });
  return `${rates.join(', ')} measured`;
};
