import type { Schedule } from './recipe.js';

/**
 * The learning rate of the mini-batch numbered `iteration` (the first is 0). While warming up it is the warm-up's rate,
 * but never more than the schedule's own.
 */
export const rateAt = (
  schedule: Schedule,
  { iteration, warmingUp }: { readonly iteration: number; readonly warmingUp: boolean },
): number => {
  const rate = schedule.drops.reduce((rate, { at, factor }) => (iteration >= at ? rate * factor : rate), schedule.rate);
  return warmingUp && schedule.warmUp ? Math.min(schedule.warmUp.rate, rate) : rate;
};
