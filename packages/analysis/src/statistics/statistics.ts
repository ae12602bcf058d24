/** The arithmetic mean of at least one value. */
export const mean = (values: readonly number[]): number => {
  if (values.length === 0) throw new RangeError('a mean needs at least one value, got none');
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};

/** The sample standard deviation (divided by n - 1) of at least two values. */
export const sampleDeviation = (values: readonly number[]): number => {
  if (values.length < 2) throw new RangeError(`a sample deviation needs at least two values, got ${values.length}`);
  const center = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
};
