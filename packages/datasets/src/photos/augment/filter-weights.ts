import type { Interpolation } from './interpolation.js';

/**
 * What each pixel of one resized axis is made of: `taps` neighbours from `first[pixel]` on, with weights in fixed point.
 * Weights are as in Pillow's `Resample.c`, so that results agree to the bit.
 */
export interface FilterWeights {
  readonly taps: number;
  /** [pixels]. */
  readonly first: Int32Array;
  /** [pixels, taps]: weights times 2^22, zero beyond the last neighbour. */
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
export function filterWeights({ from, to, start, length }: ResizedAxis, interpolation: Interpolation): FilterWeights {
  const { support, filter } = filters[interpolation];
  const reduction = from / to;
  const stretch = Math.max(reduction, 1);
  const reach = support * stretch;
  const taps = Math.ceil(reach) * 2 + 1;
  const first = new Int32Array(length);
  const weights = new Int32Array(length * taps);
  const unscaled = new Float64Array(taps);
  for (let pixel = 0; pixel < length; pixel++) {
    const center = (start + pixel + 0.5) * reduction;
    const low = Math.max(Math.trunc(center - reach + 0.5), 0);
    const count = Math.min(Math.trunc(center + reach + 0.5), from) - low;
    let sum = 0;
    for (let tap = 0; tap < count; tap++) {
      const weight = filter((tap + low - center + 0.5) * (1 / stretch));
      unscaled[tap] = weight;
      sum += weight;
    }
    first[pixel] = low;
    for (let tap = 0; tap < count; tap++) {
      const weight = (unscaled[tap] ?? 0) * (1 / sum) * 2 ** weightBits;
      weights[pixel * taps + tap] = Math.trunc(weight < 0 ? weight - 0.5 : weight + 0.5);
    }
  }
  return { taps, first, weights };
}

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
