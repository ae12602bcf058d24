import type { Schedule } from './schedule.js';

export interface RatePlace {
  /** The first mini-batch is 0. */
  readonly iteration: number;
  readonly warmingUp: boolean;
  /** How often a schedule by plateau has dropped its rate. */
  readonly plateauDrops?: number;
}

/** The learning rate of a mini-batch. While warming up it is the warm-up's rate, but never more than the schedule's own. */
export const rateAt = (schedule: Schedule, place: RatePlace): number => {
  // 0.1 times 0.1 is 0.010000000000000002: no rate has more than twelve digits to lose.
  const rate = Number((schedule.rate * factorAt(schedule, place)).toPrecision(12));
  return place.warmingUp && schedule.warmUp ? Math.min(schedule.warmUp.rate, rate) : rate;
};

const factorAt = (schedule: Schedule, { iteration, plateauDrops = 0 }: RatePlace): number => {
  switch (schedule.kind) {
    case 'drops':
      return schedule.drops.reduce((product, drop) => (iteration >= drop.at ? product * drop.factor : product), 1);
    case 'plateau':
      return schedule.factor ** plateauDrops;
    default:
      throw new TypeError(`unknown schedule ${JSON.stringify(schedule satisfies never)}`);
  }
};
