import type { Interpolation } from './interpolation.js';

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

/** The weights of pixels `start` … `start + length - 1` of an axis resized from `from` to `to` pixels. */
export function filterWeights(axis: ResizedAxis, interpolation: Interpolation): FilterWeights {
  const { from, start, length } = axis;
  const pixels = Array.from({ length }, (_, pixel) => pixelWeights(axis, start + pixel, filters[interpolation]));
  const needed = Math.max(...pixels.map(({ weights }) => weights.length));
  // Four at least where there are as many neighbours: loops over four taps are unrolled.
  const taps = Math.max(needed, Math.min(4, from));
  const result = { taps, first: new Int32Array(length), weights: new Int32Array(length * taps) };
  for (const [pixel, { low, weights }] of pixels.entries()) {
    // Moved up where taps of weight zero would lie beyond the edge.
    const first = Math.min(low, from - taps);
    result.first[pixel] = first;
    result.weights.set(weights, pixel * taps + low - first);
  }
  return result;
}

/** The weights of one pixel, from neighbour `low` on. */
function pixelWeights({ from, to }: ResizedAxis, pixel: number, { support, filter }: Filter) {
  const reduction = from / to;
  const stretch = Math.max(reduction, 1);
  const center = (pixel + 0.5) * reduction;
  const low = Math.max(Math.trunc(center - support * stretch + 0.5), 0);
  const count = Math.min(Math.trunc(center + support * stretch + 0.5), from) - low;
  const unscaled = Array.from({ length: count }, (_, tap) => filter((tap + low - center + 0.5) * (1 / stretch)));
  const sum = unscaled.reduce((sum, weight) => sum + weight, 0);
  const weights = unscaled.map((weight) => roundAwayFromZero(weight * (1 / sum) * 2 ** weightBits));
  while (weights.at(-1) === 0) weights.pop();
  return { low, weights };
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
