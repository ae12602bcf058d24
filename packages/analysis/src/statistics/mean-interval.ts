import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { type Interval, tail } from './interval.js';
import { mean, sampleDeviation } from './statistics.js';

/** Standard errors to each side of a mean that hold the interval's share of Student's t distribution. */
export const standardErrors = (degreesOfFreedom: number): number => tQuantile(1 - tail, degreesOfFreedom);

/** Student's interval for the mean that at least two values were drawn around. */
export const meanInterval = (values: readonly number[]): Interval => {
  const margin = (standardErrors(values.length - 1) * sampleDeviation(values)) / Math.sqrt(values.length);
  return { low: mean(values) - margin, high: mean(values) + margin };
};

/** Student's interval for the difference between the mean of several values and one more, all of which spread alike. */
export const oneRunInterval = (difference: number, values: readonly number[]): Interval => {
  const margin = standardErrors(values.length - 1) * sampleDeviation(values) * Math.sqrt(1 / values.length + 1);
  return { low: difference - margin, high: difference + margin };
};

/**
 * Welch's interval for the difference of two means, of at least two values each that are not pairs and need not spread
 * alike.
 */
export const welchInterval = (a: readonly number[], b: readonly number[]): Interval => {
  const [ofA, ofB] = [a, b].map((values) => sampleDeviation(values) ** 2 / values.length) as [number, number];
  const sum = ofA + ofB;
  // Welch and Satterthwaite's degrees of freedom.
  const degreesOfFreedom = sum ** 2 / (ofA ** 2 / (a.length - 1) + ofB ** 2 / (b.length - 1));
  const margin = sum === 0 ? 0 : standardErrors(degreesOfFreedom) * Math.sqrt(sum);
  const value = mean(a) - mean(b);
  return { low: value - margin, high: value + margin };
};
