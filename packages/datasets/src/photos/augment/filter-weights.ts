import type { Interpolation } from './photo-augmentation.js';

/**
 * What each pixel of one resized axis is made of: `taps` neighbours from `first[pixel]` on, with weights in fixed point.
 * Weights are as in Pillow's `Resample.c`, so that results agree to the bit.
 */
export interface FilterWeights {
  readonly taps: number;
  /** [pixels]. */
  readonly first: Int32Array;
  /** [pixels, taps]: weights times 2^22, zero beside those that count. */
  readonly weights: Int32Array;
}

/** An axis to resize, and the part of the result that is wanted. */
export interface ResizedAxis {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly length: number;
}

/** Bits after the point: weights times bytes stay within 32 bits, the overshoot of a bicubic filter included. */
export const weightBits = 22;
const one = 2 ** weightBits;

/** The weights of pixels `start` … `start + length - 1` of an axis resized from `from` to `to` pixels. */
export function filterWeights(axis: ResizedAxis, interpolation: Interpolation): FilterWeights {
  const { from, to, length } = axis;
  const { support } = filters[interpolation];
  const room = 2 * Math.ceil(support * Math.max(from / to, 1)) + 1;
  const wide = { taps: room, first: new Int32Array(length), weights: new Int32Array(length * room) };
  const needed = fillWeights(axis, filters[interpolation], wide);
  return withTaps(wide, from, needed);
}

/** Fills in the weights of every pixel, and returns how many taps it takes at most. */
function fillWeights({ from, to, start }: ResizedAxis, { support, filter }: Filter, wide: FilterWeights): number {
  const { taps: room, first, weights } = wide;
  const reduction = from / to;
  const stretch = Math.max(reduction, 1);
  const unscaled = new Float64Array(room);
  let needed = 1;
  for (let pixel = 0; pixel < first.length; pixel++) {
    const center = (start + pixel + 0.5) * reduction;
    const low = Math.max(Math.trunc(center - support * stretch + 0.5), 0);
    const count = Math.min(Math.trunc(center + support * stretch + 0.5), from) - low;
    let sum = 0;
    for (let tap = 0; tap < count; tap++) {
      sum += unscaled[tap] = filter((tap + low - center + 0.5) * (1 / stretch));
    }
    for (let tap = 0; tap < count; tap++) {
      const weight = roundAwayFromZero((unscaled[tap] ?? 0) * (1 / sum) * one);
      weights[pixel * room + tap] = weight;
      if (weight !== 0) needed = Math.max(needed, tap + 1);
    }
    first[pixel] = low;
  }
  return needed;
}

/** The same weights with that many taps a pixel. */
function withTaps(wide: FilterWeights, from: number, taps: number): FilterWeights {
  const first = new Int32Array(wide.first.length);
  const weights = new Int32Array(first.length * taps);
  for (let pixel = 0; pixel < first.length; pixel++) {
    const low = wide.first[pixel] ?? 0;
    // Moved up where taps of weight zero would lie beyond the edge.
    const moved = Math.min(low, from - taps);
    const at = pixel * taps + low - moved;
    first[pixel] = moved;
    for (let tap = 0; at + tap < (pixel + 1) * taps; tap++) {
      weights[at + tap] = wide.weights[pixel * wide.taps + tap] ?? 0;
    }
  }
  return { taps, first, weights };
}

const roundAwayFromZero = (value: number): number => Math.trunc(value < 0 ? value - 0.5 : value + 0.5);

interface Filter {
  readonly support: number;
  readonly filter: (distance: number) => number;
}

const filters: Readonly<Record<Interpolation, Filter>> = {
  bilinear: { support: 1, filter: (distance) => Math.max(1 - Math.abs(distance), 0) },
  bicubic: { support: 2, filter: (distance) => catmullRom(Math.abs(distance)) },
};

/** Keys's cubic with a = -1/2. */
function catmullRom(distance: number): number {
  const a = -0.5;
  if (distance < 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  if (distance < 2) return (((distance - 5) * distance + 8) * distance - 4) * a;
  return 0;
}
