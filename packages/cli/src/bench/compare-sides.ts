import type { Precision } from '@resnet/engine';
import type { RoundTimes } from './interleave.js';
import type { Side } from './side.js';
import { median, medianRatio, summarize, type Summary } from './statistics.js';

/** One side of a benchmark, measured. */
export interface SideResult {
  readonly side: string;
  readonly kind: Side['kind'];
  readonly precision: Precision;
  readonly rounds: number;
  /** Milliseconds per iteration over the rounds. */
  readonly milliseconds: Summary;
  readonly imagesPerSecond: number;
  /** The share of the measured peak of its precision; `null` where no peak was measured. */
  readonly shareOfPeak: number | null;
  /** For an engine: how its time compares with PyTorch's best. */
  readonly ratio: Ratio | null;
  /** For an engine: how its time compares with that of what it builds on alone. */
  readonly ratioToAlone: Ratio | null;
  /** Milliseconds of an iteration by kind of work; `null` where nobody takes the time. */
  readonly work: Readonly<Record<string, number>> | null;
}

/** Our time over another side's, the median over the rounds. */
export interface Ratio {
  readonly to: string;
  readonly value: number;
}

/** `onednn bf16 takes 0.512 of the time of PyTorch bf16 channels-last`. */
export const ratioText = (side: string, { to, value }: Ratio): string =>
  `${side} takes ${value.toFixed(3)} of the time of ${to}`;

export interface CompareOptions {
  readonly times: RoundTimes;
  readonly batch: number;
  /** Floating-point operations of one iteration. */
  readonly operations: number;
  /** GFLOP/s this machine reached in each precision. */
  readonly peaks: Readonly<Partial<Record<Precision, number>>>;
}

/** The table of a benchmark: each side's times, its share of the peak, and each engine's ratio to PyTorch's best. */
export const compareSides = ({ times, batch, operations, peaks }: CompareOptions): readonly SideResult[] =>
  [...times].map(([side, seconds]) => {
    const { median: middle, min, max } = summarize(seconds);
    const peak = peaks[side.precision];
    return {
      side: side.name,
      kind: side.kind,
      precision: side.precision,
      rounds: seconds.length,
      milliseconds: { median: middle * 1e3, min: min * 1e3, max: max * 1e3 },
      imagesPerSecond: batch / middle,
      shareOfPeak: peak === undefined ? null : operations / middle / (peak * 1e9),
      // PyTorch's best is its fastest variant, of any memory format, in the side's precision or a higher one.
      ratio: ratioTo(side, times, ({ kind, precision }) => {
        return kind === 'pytorch' && (precision === 'f32' || precision === side.precision);
      }),
      ratioToAlone: ratioTo(side, times, ({ kind, precision }) => kind === 'alone' && precision === side.precision),
      work: side.work?.() ?? null,
    };
  });

/** An engine's time over that of the fastest side that is accepted; `null` where there is none. */
const ratioTo = (side: Side, times: RoundTimes, accepts: (other: Side) => boolean): Ratio | null => {
  const seconds = times.get(side);
  const [best] = [...times].filter(([other]) => accepts(other)).sort(([, a], [, b]) => median(a) - median(b));
  if (side.kind !== 'engine' || !seconds || !best) return null;
  return { to: best[0].name, value: medianRatio(seconds, best[1]) };
};
