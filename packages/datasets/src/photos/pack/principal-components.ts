import type { PhotoStatistics, Rgb } from '../photo-statistics.js';

/** A symmetric matrix of three rows. */
export type Symmetric = readonly [Rgb, Rgb, Rgb];

/** Turns of Jacobi's method; six settle a matrix of three rows to the last bit. */
const sweeps = 12;

/**
 * Eigenvalues, the largest first, and unit eigenvectors of a covariance of RGB; of the two directions, the one whose
 * largest component is positive. No eigenvalue is negative, as those of grey pictures would be by rounding.
 */
export const principalComponents = (covariance: Symmetric): PhotoStatistics['principalComponents'] => {
  const matrix = covariance.map((row) => [...row]);
  const vectors = [0, 1, 2].map((row) => [0, 1, 2].map((column) => (row === column ? 1 : 0)));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      rotate(matrix, vectors, p, q);
    }
  }
  const order = [0, 1, 2].sort((a, b) => entry(matrix, b, b) - entry(matrix, a, a));
  return {
    eigenvalues: order.map((at) => Math.max(0, entry(matrix, at, at))) as unknown as Rgb,
    eigenvectors: order.map((at) => directed([0, 1, 2].map((row) => entry(vectors, row, at)))) as unknown as Symmetric,
  };
};

type Matrix = number[][];

const entry = (matrix: Matrix, row: number, column: number): number => matrix[row]?.[column] ?? 0;

/** One rotation, which makes the entry at p, q zero. */
const rotate = (matrix: Matrix, vectors: Matrix, p: number, q: number): void => {
  if (entry(matrix, p, q) === 0) return;
  const angle = 0.5 * Math.atan2(2 * entry(matrix, p, q), entry(matrix, q, q) - entry(matrix, p, p));
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (const rows of [matrix, vectors]) {
    for (const row of rows) {
      const [a, b] = [row[p] ?? 0, row[q] ?? 0];
      row[p] = cos * a - sin * b;
      row[q] = sin * a + cos * b;
    }
  }
  const [rowP = [], rowQ = []] = [matrix[p], matrix[q]];
  for (let column = 0; column < 3; column++) {
    const [a, b] = [rowP[column] ?? 0, rowQ[column] ?? 0];
    rowP[column] = cos * a - sin * b;
    rowQ[column] = sin * a + cos * b;
  }
};

const directed = (vector: readonly number[]): readonly number[] => {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return vector.map((value) => (largest < 0 ? -value : value));
};
