import { weightBits, type FilterWeights } from './filter-weights.js';
import type { PixelLoops, ViewToWrite } from './pixel-loops.js';
import type { Pixels } from './pixels.js';

/** In JavaScript, for where the addon is not built, which takes a fifth of the time or less. */
export const portableLoops: PixelLoops = { resize, writeView };

const half = 1 << (weightBits - 1);

function resize(photo: Pixels, columns: FilterWeights, rows: FilterWeights, target: Uint8Array): void {
  const [width, height] = [columns.first.length, rows.first.length];
  const firstRow = rows.first[0] ?? 0;
  const endRow = (rows.first[height - 1] ?? 0) + rows.taps;
  const narrow = new Uint8ClampedArray((endRow - firstRow) * width * 3);
  let to = 0;
  for (let row = firstRow; row < endRow; row++) {
    for (let column = 0; column < width; column++) {
      const from = (row * photo.width + (columns.first[column] ?? 0)) * 3;
      to = sumTaps(photo.bytes, from, 3, columns, column, narrow, to);
    }
  }
  const resized = new Uint8ClampedArray(target.buffer, target.byteOffset, target.length);
  to = 0;
  for (let row = 0; row < height; row++) {
    const top = ((rows.first[row] ?? 0) - firstRow) * width;
    for (let column = 0; column < width; column++) {
      to = sumTaps(narrow, (top + column) * 3, width * 3, rows, row, resized, to);
    }
  }
}

/** One pixel of RGB: its taps are `step` bytes apart, and a clamped array rounds what overshoots. Where the next one goes. */
function sumTaps(
  source: Uint8Array | Uint8ClampedArray,
  from: number,
  step: number,
  { taps, weights }: FilterWeights,
  pixel: number,
  target: Uint8ClampedArray,
  to: number,
): number {
  let [red, green, blue] = [half, half, half];
  for (let tap = 0; tap < taps; tap++, from += step) {
    const weight = weights[pixel * taps + tap] ?? 0;
    red += (source[from] ?? 0) * weight;
    green += (source[from + 1] ?? 0) * weight;
    blue += (source[from + 2] ?? 0) * weight;
  }
  target[to] = red >> weightBits;
  target[to + 1] = green >> weightBits;
  target[to + 2] = blue >> weightBits;
  return to + 3;
}

function writeView(view: ViewToWrite, target: Float32Array): void {
  const { resized, left, top, width, height, flip, shift, clipped, mean, meanFlipped, scale } = view;
  const meanByPixel = mean.length !== 3;
  let to = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const backwards = width - 1 - column;
      const from = ((top + row) * resized.width + left + (flip ? backwards : column)) * 3;
      const less = meanByPixel ? (row * width + (meanFlipped ? backwards : column)) * 3 : 0;
      for (let channel = 0; channel < 3; channel++) {
        const shifted = (resized.bytes[from + channel] ?? 0) + (shift[channel] ?? 0);
        const byte = clipped ? Math.min(Math.max(shifted, 0), 255) : shifted;
        target[to++] = (byte - (mean[less + channel] ?? 0)) * (scale[channel] ?? 1);
      }
    }
  }
}
