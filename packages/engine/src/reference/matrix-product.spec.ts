import { expect, test } from '@jest/globals';
import { addProduct, transposed } from './matrix-product.js';

const integers = (count: number, step: number): Float64Array =>
  Float64Array.from({ length: count }, (_, index) => ((index * step) % 11) - 5);

/** One plus the product, straight from the definition. */
const expectedOf = (left: Float64Array, right: Float64Array, inner: number): number[] => {
  const [rows, width] = [left.length / inner, right.length / inner];
  return Array.from({ length: rows * width }, (_, index) => {
    const [row, column] = [Math.floor(index / width), index % width];
    let sum = 1;
    for (let k = 0; k < inner; k++) sum += (left[row * inner + k] ?? NaN) * (right[k * width + column] ?? NaN);
    return sum;
  });
};

test.each([1, 3, 4, 5, 8, 11])('a product of matrices with %i terms a number is added to what is there', (inner) => {
  const [left, right] = [integers(3 * inner, 3), integers(inner * 6, 7)];
  const sum = new Float64Array(18).fill(1);
  addProduct({ left, right, sum, inner });
  expect([...sum]).toEqual(expectedOf(left, right, inner));
});

test.each([0, 4])('NaN in row %i reaches the sum, also where it is multiplied by zero', (row) => {
  const right = new Float64Array(5);
  right[row] = NaN;
  const sum = new Float64Array(1);
  addProduct({ left: new Float64Array(5), right, sum, inner: 5 });
  expect(sum[0]).toBeNaN();
});

test('the columns of a matrix become rows', () => {
  expect([...transposed(Float64Array.of(1, 2, 3, 4, 5, 6), 2)]).toEqual([1, 4, 2, 5, 3, 6]);
});
