import type { Precision } from '../engine.js';

/** How far an engine may be from the reference, and why. */
export interface Tolerance {
  /** Largest norm(found - expected) / norm(expected) of any loss, gradient, parameter or logits. */
  readonly relativeError: number;
  /** How many images of a mini-batch may be classified differently, their two greatest logits being nearly equal. */
  readonly misclassified: number;
  readonly reason: string;
}

export const tolerances: Readonly<Record<Precision, Tolerance>> = {
  f64: {
    relativeError: 1e-6,
    misclassified: 0,
    reason: 'float64 throughout; what sessions return and keep is rounded to float32, by up to 6e-8',
  },
  f32: {
    relativeError: 1e-4,
    misclassified: 0,
    reason:
      'float32 rounds by up to 6e-8; sums of thousands of terms, twenty layers deep, lose up to three digits more',
  },
  bf16: {
    relativeError: 3e-2,
    misclassified: 1,
    reason: 'bfloat16 rounds each value and each gradient by up to 4e-3, independently, some twenty times on the way',
  },
};

/** norm(found - expected) / norm(expected); where the expected norm is zero, the norm found, for which zero alone is right. */
export const relativeError = (found: Float32Array, expected: Float32Array): number => {
  if (found.length !== expected.length) return Infinity;
  const difference = norm(Float64Array.from(expected, (number, index) => (found[index] ?? NaN) - number));
  const scale = norm(expected);
  return scale === 0 ? difference : difference / scale;
};

const norm = (numbers: Iterable<number>): number => {
  let squares = 0;
  for (const number of numbers) squares += number ** 2;
  return Math.sqrt(squares);
};
