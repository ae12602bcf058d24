import { newBytes, type Allocate } from '../scratch.js';
import { filterWeights } from './filter-weights.js';
import type { Interpolation } from './photo-augmentation.js';
import { pixelLoops, type PixelLoops } from './pixel-loops.js';
import type { Pixels, Region, Size } from './pixels.js';

export interface ResizeOptions {
  /** Of the whole photograph after resizing. */
  readonly size: Size;
  /** The part of the resized photograph to compute. */
  readonly region: Region;
  readonly interpolation: Interpolation;
  /** Of the result. */
  readonly allocate?: Allocate;
}

/**
 * A part of a resized photograph: columns first, rounded to bytes, then rows, in fixed point. That is Pillow's arithmetic,
 * and agrees with it to the bit.
 */
export function resizeRegion(
  photo: Pixels,
  { size, region, interpolation, allocate = newBytes }: ResizeOptions,
  loops: PixelLoops = pixelLoops,
): Pixels {
  const { left, top, width, height } = region;
  const columns = filterWeights({ from: photo.width, to: size.width, start: left, length: width }, interpolation);
  const rows = filterWeights({ from: photo.height, to: size.height, start: top, length: height }, interpolation);
  const bytes = allocate(height * width * 3);
  loops.resize(photo, columns, rows, bytes);
  return { width, height, bytes };
}
