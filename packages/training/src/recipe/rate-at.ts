import type { Schedule } from './recipe.js';

/**
 * The learning rate of the mini-batch numbered `iteration` (the first is 0). While warming up it is the warm-up's rate,
 * but never more than the schedule's own.
 */
export const rateAt = (
  schedule: Schedule,
  { iteration, warmingUp }: { readonly iteration: number; readonly warmingUp: boolean },
): number => {
  const factor = schedule.drops.reduce((product, drop) => (iteration >= drop.at ? product * drop.factor : product), 1);
  // 0.1 times 0.1 is 0.010000000000000002: no rate has more than twelve digits to lose.
  const rate = Number((schedule.rate * factor).toPrecision(12));
  return warmingUp && schedule.warmUp ? Math.min(schedule.warmUp.rate, rate) : rate;
};
