import { filterWeights } from './filter-weights.js';
import type { Interpolation } from './photo-augmentation.js';
import { photoKernels, wholeVectors } from './photo-kernels.js';
import type { Pixels, Region, Size } from './pixels.js';

export interface ResizeOptions {
  /** Of the whole photograph after resizing. */
  readonly size: Size;
  /** The part of the resized photograph to compute. */
  readonly region: Region;
  readonly interpolation: Interpolation;
}

/** Rows of the photograph that are resized at a time: a large photograph does not take as large a memory. */
const bandRows = 64;

/**
 * A part of a resized photograph: columns first, rounded to bytes, then rows, in fixed point. That is Pillow's arithmetic,
 * and agrees with it to the bit.
 */
export function resizeRegion(photo: Pixels, { size, region, interpolation }: ResizeOptions): Pixels {
  const { left, top, width, height } = region;
  const columns = filterWeights({ from: photo.width, to: size.width, start: left, length: width }, interpolation);
  const rows = filterWeights({ from: photo.height, to: size.height, start: top, length: height }, interpolation);
  const firstRow = rows.first[0] ?? 0;
  const endRow = (rows.first[height - 1] ?? 0) + rows.taps;
  const photoRow = photo.width * 3;
  const resizedRow = wholeVectors(width * 3);

  const kernels = photoKernels();
  const places = kernels.place({
    band: bandRows * photoRow,
    columns: columns.first,
    columnWeights: columns.weights,
    rows: rows.first.map((row) => row - firstRow),
    rowWeights: rows.weights,
    narrow: (endRow - firstRow) * resizedRow,
    resized: height * resizedRow,
  });
  const { columns: first, columnWeights: weights } = places;
  for (let row = firstRow; row < endRow; row += bandRows) {
    const end = Math.min(row + bandRows, endRow);
    kernels.write(places.band, photo.bytes.subarray(row * photoRow, end * photoRow));
    const narrow = places.narrow + (row - firstRow) * resizedRow;
    kernels.resizeColumns(places.band, photoRow, end - row, first, weights, columns.taps, width, narrow, resizedRow);
  }
  kernels.resizeRows(places.narrow, resizedRow, places.rows, places.rowWeights, rows.taps, height, places.resized);

  const bytes = new Uint8Array(height * width * 3);
  for (let row = 0; row < height; row++) {
    kernels.read(places.resized + row * resizedRow, bytes.subarray(row * width * 3, (row + 1) * width * 3));
  }
  return { width, height, bytes };
}
