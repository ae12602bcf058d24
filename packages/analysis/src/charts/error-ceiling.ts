const paperCeiling = 20;

/**
 * Where an axis of errors ends, in percent: at the paper's 20 where all curves end well below it; else above the highest
 * of their ends, in tens, since short budgets end with higher errors.
 */
export const errorCeiling = (ends: readonly number[]): number =>
  Math.min(100, Math.max(paperCeiling, Math.ceil((Math.max(...ends, 0) * 1.25) / 10) * 10));
