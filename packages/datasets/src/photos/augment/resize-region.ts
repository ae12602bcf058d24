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
  const columns = first.length;
  const result = new Uint8ClampedArray((lastRow - firstRow) * columns * 3);
  let target = 0;
  for (let row = firstRow; row < lastRow; row++) {
    for (let column = 0; column < columns; column++) {
      let red = half;
      let green = half;
      let blue = half;
      let source = (row * width + (first[column] ?? 0)) * 3;
      const end = (column + 1) * taps;
      for (let tap = column * taps; tap < end; tap++, source += 3) {
        const weight = weights[tap] ?? 0;
        red = (red + Math.imul(bytes[source] ?? 0, weight)) | 0;
        green = (green + Math.imul(bytes[source + 1] ?? 0, weight)) | 0;
        blue = (blue + Math.imul(bytes[source + 2] ?? 0, weight)) | 0;
      }
      result[target++] = red >> weightBits;
      result[target++] = green >> weightBits;
      result[target++] = blue >> weightBits;
    }
  }
  return result;
}

/** [rows, rowLength] from rows of which the first is row `firstRow` of the photograph. */
function resizeRows(
  narrow: Uint8ClampedArray,
  rowLength: number,
  { taps, first, weights }: FilterWeights,
  firstRow: number,
): Uint8Array {
  const rows = first.length;
  const result = new Uint8ClampedArray(rows * rowLength);
  const sums = new Int32Array(rowLength);
  for (let row = 0; row < rows; row++) {
    sums.fill(half);
    for (let tap = 0; tap < taps; tap++) {
      const weight = weights[row * taps + tap] ?? 0;
      if (weight === 0) continue;
      const source = ((first[row] ?? 0) + tap - firstRow) * rowLength;
      for (let at = 0; at < rowLength; at++) sums[at] = (sums[at] ?? 0) + Math.imul(narrow[source + at] ?? 0, weight);
    }
    const target = row * rowLength;
    for (let at = 0; at < rowLength; at++) result[target + at] = (sums[at] ?? 0) >> weightBits;
  }
  return new Uint8Array(result.buffer);
}
