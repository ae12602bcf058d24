/** The middle value; the mean of the two in the middle of an even number of values. */
export const median = (values: readonly number[]): number => {
  if (values.length === 0) throw new RangeError('a median needs at least one value, got none');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
};

/** Where the middle of the values lies and how far they spread. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export const summarize = (values: readonly number[]): Summary => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
});

/**
 * The median of the ratios ours/theirs taken round by round, so that what slows a whole round down cancels. Where one
 * side took part in fewer rounds, the rounds they share, which are the first.
 */
export const medianRatio = (ours: readonly number[], theirs: readonly number[]): number => {
  const shared = Math.min(ours.length, theirs.length);
  return median(ours.slice(0, shared).map((time, round) => time / (theirs[round] ?? NaN)));
};
