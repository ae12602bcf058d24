import { photoAddon } from '../photo-addon.js';
import type { FilterWeights } from './filter-weights.js';
import type { Pixels, Region } from './pixels.js';
import { portableLoops } from './portable-loops.js';

/** The loops over pixels of resizing and augmentation, to the same bits wherever they are computed. */
export interface PixelLoops {
  /** `target`, [rows, columns, 3]: a photograph resized, columns first, rounded to bytes, then rows, in fixed point. */
  readonly resize: (photo: Pixels, columns: FilterWeights, rows: FilterWeights, target: Uint8Array) => void;
  /** `target`, [height, width, 3]: `(byte + shift - mean) * scale` of each byte of a view. */
  readonly writeView: (view: ViewToWrite, target: Float32Array) => void;
}

/** A view, and what is done to its bytes. */
export interface ViewToWrite extends Region {
  /** What it is cut out of. */
  readonly resized: Pixels;
  readonly flip: boolean;
  /** [3], in units of bytes. */
  readonly shift: Float64Array;
  /** Whether shifted bytes stay within 0 and 255. */
  readonly clipped: boolean;
  /** [3], or [height, width, 3]. */
  readonly mean: Float32Array;
  /** Whether a mean by pixel is flipped too. */
  readonly meanFlipped: boolean;
  /** [3]. */
  readonly scale: Float64Array;
}

/** Those of the addon where it is built. */
export const pixelLoops: PixelLoops = photoAddon ?? portableLoops;
