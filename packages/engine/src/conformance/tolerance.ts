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
  let [difference, scale] = [0, 0];
  for (let index = 0; index < expected.length; index++) {
    const value = expected[index] ?? NaN;
    difference += ((found[index] ?? NaN) - value) ** 2;
    scale += value ** 2;
  }
  return Math.sqrt(scale === 0 ? difference : difference / scale);
};
