import { accumulate, at } from './tensor.js';

/** Matrices row by row. */
export interface Product {
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** What the product is added to. */
  readonly sum: Float64Array;
  /** Columns of `left`, rows of `right`. */
  readonly inner: number;
}

/**
 * sum[i, j] += over k of left[i, k] right[k, j]. Two rows of `left` and four of `right` at a time, as far as they go:
 * each number is loaded and stored less often, which takes half of the time.
 */
export const addProduct = (product: Product): void => {
  const { left, inner } = product;
  const rows = left.length / inner;
  const [pairs, fours] = [rows - (rows % 2), inner - (inner % 4)];
  for (let row = 0; row < pairs; row += 2) {
    for (let k = 0; k < fours; k += 4) addBlock(product, row, k);
  }
  for (let row = 0; row < rows; row++) {
    for (let k = row < pairs ? fours : 0; k < inner; k++) addRow(product, row, k);
  }
};

const addRow = ({ left, right, sum, inner }: Product, row: number, k: number): void => {
  const width = right.length / inner;
  const [to, from] = [row * width, k * width];
  const factor = at(left, row * inner + k);
  for (let j = 0; j < width; j++) accumulate(sum, to + j, factor * at(right, from + j));
};

const addBlock = ({ left, right, sum, inner }: Product, row: number, k: number): void => {
  const width = right.length / inner;
  // Rows begin here: computed in the loop, indices would take as long as products.
  const [upper, lower] = [row * width, (row + 1) * width];
  const [a, b, c, d] = [k * width, (k + 1) * width, (k + 2) * width, (k + 3) * width];
  const [p, q, r, s] = fourFrom(left, row * inner + k);
  const [t, u, v, w] = fourFrom(left, (row + 1) * inner + k);
  for (let j = 0; j < width; j++) {
    const e = at(right, a + j);
    const f = at(right, b + j);
    const g = at(right, c + j);
    const h = at(right, d + j);
    accumulate(sum, upper + j, p * e + q * f + r * g + s * h);
    accumulate(sum, lower + j, t * e + u * f + v * g + w * h);
  }
};

const fourFrom = (array: Float64Array, index: number): readonly [number, number, number, number] => [
  at(array, index),
  at(array, index + 1),
  at(array, index + 2),
  at(array, index + 3),
];

/** A matrix of so many rows with its columns as rows. */
export const transposed = (matrix: Float64Array, rows: number): Float64Array => {
  const width = matrix.length / rows;
  const result = new Float64Array(matrix.length);
  let next = 0;
  for (let column = 0; column < width; column++) {
    for (let place = column; place < matrix.length; place += width) result[next++] = at(matrix, place);
  }
  return result;
};
