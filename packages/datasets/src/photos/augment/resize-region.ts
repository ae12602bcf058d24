import { filterWeights, weightBits, type FilterWeights } from './filter-weights.js';
import type { Interpolation } from './interpolation.js';
import type { Pixels, Region, Size } from './pixels.js';

export interface ResizeOptions {
  /** Of the whole photograph after resizing. */
  readonly size: Size;
  /** The part of the resized photograph to compute. */
  readonly region: Region;
  readonly interpolation: Interpolation;
}

/**
 * A part of a resized photograph: columns first, rounded to bytes, then rows, in fixed point. That is Pillow's arithmetic,
 * and agrees with it to the bit.
 */
export function resizeRegion(photo: Pixels, { size, region, interpolation }: ResizeOptions): Pixels {
  const { left, top, width, height } = region;
  const columns = filterWeights({ from: photo.width, to: size.width, start: left, length: width }, interpolation);
  const rows = filterWeights({ from: photo.height, to: size.height, start: top, length: height }, interpolation);
  const firstRow = rows.first[0] ?? 0;
  const lastRow = Math.min((rows.first[height - 1] ?? 0) + rows.taps, photo.height);
  const narrow = resizeColumns(photo, columns, firstRow, lastRow);
  return { width, height, bytes: resizeRows(narrow, width * 3, rows, firstRow) };
}

const half = 1 << (weightBits - 1);

/** Rows `firstRow` … `lastRow - 1`, each resized: [rows, columns, 3]. */
function resizeColumns(
  { width, bytes }: Pixels,
  { taps, first, weights }: FilterWeights,
  firstRow: number,
  lastRow: number,
): Uint8ClampedArray {
  const rowLength = first.length * 3;
  const result = new Uint8ClampedArray((lastRow - firstRow) * rowLength);
  const resizeRow = rowResizers[taps] ?? resizeRowOfAny;
  for (let row = firstRow; row < lastRow; row++) {
    const target = (row - firstRow) * rowLength;
    resizeRow(bytes.subarray(row * width * 3, (row + 1) * width * 3), { taps, first, weights }, target, result);
  }
  return result;
}

function resizeRowOfAny(
  source: Uint8Array,
  { taps, first, weights }: FilterWeights,
  start: number,
  result: Uint8ClampedArray,
): void {
  for (let column = 0, weightAt = 0, target = start; column < first.length; column++, target += 3) {
    let red = half;
    let green = half;
    let blue = half;
    let at = (first[column] ?? 0) * 3;
    for (const end = weightAt + taps; weightAt < end; weightAt++, at += 3) {
      const weight = weights[weightAt] ?? 0;
      red = (red + Math.imul(source[at] ?? 0, weight)) | 0;
      green = (green + Math.imul(source[at + 1] ?? 0, weight)) | 0;
      blue = (blue + Math.imul(source[at + 2] ?? 0, weight)) | 0;
    }
    result[target] = red >> weightBits;
    result[target + 1] = green >> weightBits;
    result[target + 2] = blue >> weightBits;
  }
}

/** The same with the loop over taps unrolled. */
function resizeRowOfTwo(
  source: Uint8Array,
  { first, weights }: FilterWeights,
  start: number,
  result: Uint8ClampedArray,
): void {
  for (let column = 0, target = start; column < first.length; column++) {
    const a = weights[2 * column] ?? 0;
    const b = weights[2 * column + 1] ?? 0;
    let at = (first[column] ?? 0) * 3;
    for (const end = target + 3; target < end; target++, at++) {
      const sum = Math.imul(source[at] ?? 0, a) + Math.imul(source[at + 3] ?? 0, b);
      result[target] = (half + sum) >> weightBits;
    }
  }
}

/** The same: two thirds of the time. */
function resizeRowOfFour(
  source: Uint8Array,
  { first, weights }: FilterWeights,
  start: number,
  result: Uint8ClampedArray,
): void {
  for (let column = 0, target = start; column < first.length; column++) {
    const a = weights[4 * column] ?? 0;
    const b = weights[4 * column + 1] ?? 0;
    const c = weights[4 * column + 2] ?? 0;
    const d = weights[4 * column + 3] ?? 0;
    let at = (first[column] ?? 0) * 3;
    for (const end = target + 3; target < end; target++, at++) {
      const left = Math.imul(source[at] ?? 0, a) + Math.imul(source[at + 3] ?? 0, b);
      const right = Math.imul(source[at + 6] ?? 0, c) + Math.imul(source[at + 9] ?? 0, d);
      result[target] = (half + left + right) >> weightBits;
    }
  }
}

/** By the number of taps. */
const rowResizers: Readonly<Record<number, typeof resizeRowOfAny>> = { 2: resizeRowOfTwo, 4: resizeRowOfFour };

/** [rows, rowLength] from rows of which the first is row `firstRow` of the photograph. */
function resizeRows(
  narrow: Uint8ClampedArray,
  rowLength: number,
  { taps, first, weights }: FilterWeights,
  firstRow: number,
): Uint8Array {
  const result = new Uint8ClampedArray(first.length * rowLength);
  const addUp = rowAdders[taps] ?? addUpAny;
  for (const [row, top] of first.entries()) {
    const source = narrow.subarray((top - firstRow) * rowLength, (top - firstRow + taps) * rowLength);
    const target = result.subarray(row * rowLength, (row + 1) * rowLength);
    addUp(source, weights.subarray(row * taps, (row + 1) * taps), target);
  }
  return new Uint8Array(result.buffer);
}

/** Rows one after the other times their weights, added up to one. */
function addUpAny(rows: Uint8ClampedArray, weights: Int32Array, target: Uint8ClampedArray): void {
  const { length } = target;
  const sums = new Int32Array(length).fill(half);
  for (const [tap, weight] of weights.entries()) {
    const start = tap * length;
    for (let at = 0; at < length; at++) sums[at] = (sums[at] ?? 0) + Math.imul(rows[start + at] ?? 0, weight);
  }
  for (let at = 0; at < length; at++) target[at] = (sums[at] ?? 0) >> weightBits;
}

/** The same with two rows in one pass. */
function addUpTwo(rows: Uint8ClampedArray, weights: Int32Array, target: Uint8ClampedArray): void {
  const { length } = target;
  const [a = 0, b = 0] = weights;
  for (let at = 0; at < length; at++) {
    target[at] = (half + Math.imul(rows[at] ?? 0, a) + Math.imul(rows[length + at] ?? 0, b)) >> weightBits;
  }
}

/** The same with four rows in one pass: a third of the time. */
function addUpFour(rows: Uint8ClampedArray, weights: Int32Array, target: Uint8ClampedArray): void {
  const { length } = target;
  const [a = 0, b = 0, c = 0, d = 0] = weights;
  const [second, third, fourth] = [length, 2 * length, 3 * length];
  for (let at = 0; at < length; at++) {
    const upper = Math.imul(rows[at] ?? 0, a) + Math.imul(rows[second + at] ?? 0, b);
    const lower = Math.imul(rows[third + at] ?? 0, c) + Math.imul(rows[fourth + at] ?? 0, d);
    target[at] = (half + upper + lower) >> weightBits;
  }
}

/** By the number of taps. */
const rowAdders: Readonly<Record<number, typeof addUpAny>> = { 2: addUpTwo, 4: addUpFour };
