import type { BenchReport } from './bench-network.js';
import { arithmeticOf } from './bench-rows.js';
import { ratioText, type Ratio } from './compare-sides.js';
import type { RecordedRow } from './read-recorded.js';

/**
 * How much worse a ratio may be than the one recorded. The same code has been measured between 0.80 and 0.88 of oneDNN
 * alone on one machine, by how much memory its neighbours use: what saves memory traffic gains less when they are still.
 */
const tolerance = 1.2;

/**
 * How much the measured peaks of two processors of one kind may differ: of those with one instruction set, some multiply
 * twice or four times as much a cycle as others, which moves what is lost on memory in between.
 */
const peakTolerance = 1.4;

export interface CheckOptions {
  /** What `--record` wrote. */
  readonly recorded: readonly RecordedRow[];
  /** As the rows name the processor. */
  readonly cpu: string;
  readonly reports: readonly BenchReport[];
}

/** What was found for one engine: a sentence, and whether it is slower than it was. */
export interface CheckResult {
  readonly slower: boolean;
  readonly text: string;
}

/**
 * Compares each engine's ratio to what it builds on alone with that of the last row recorded on a processor of the same
 * name, instruction set and about the same peak, with the same threads and oneDNN: times depend on the day and the
 * neighbours, the ratio of two that ran in turns hardly does. It does depend on the processor: with AVX2 it was 0.51 on
 * an EPYC and 0.66 on a Xeon of nearly the same peak.
 */
export const checkReports = ({ recorded, cpu, reports }: CheckOptions): readonly CheckResult[] =>
  reports.flatMap((report) =>
    report.sides.flatMap((side) => {
      if (side.ratioToAlone === null) return [];
      const { network, options } = report;
      const { batch, threads } = options;
      const wanted = { ...arithmeticOf(report, side), cpu, network, batch, threads, side: side.side };
      const peak = report.peaks[side.precision];
      const last = recorded.findLast(
        (row) =>
          Object.entries(wanted).every(([column, value]) => row[column] === String(value ?? '')) &&
          isAbout(row.peak_gflops, peak),
      );
      const machine =
        `${cpu}, ${wanted.isa ?? 'this engine'}${peak === undefined ? '' : `, a peak of about ${peak.toFixed(0)} GFLOP/s`}, ` +
        `${threads} threads and oneDNN ${wanted.onednn ?? 'of no version'}`;
      return [compare({ what: `${network}, ${side.side}`, ratio: side.ratioToAlone, machine, last })];
    }),
  );

const isAbout = (recorded: string | undefined, peak: number | undefined): boolean => {
  if (!recorded || peak === undefined) return true;
  const ratio = peak / Number(recorded);
  return ratio < peakTolerance && ratio > 1 / peakTolerance;
};

interface Comparison {
  readonly what: string;
  readonly ratio: Ratio;
  /** What was looked for among the rows. */
  readonly machine: string;
  readonly last: RecordedRow | undefined;
}

const compare = ({ what, ratio, machine, last }: Comparison): CheckResult => {
  const found = ratioText(what, ratio);
  if (last?.ratio_to_alone === undefined) {
    return { slower: false, text: `${found}; no row with ${machine} is recorded to compare with` };
  }
  const limit = Number(last.ratio_to_alone) * tolerance;
  const slower = !(ratio.value <= limit);
  const verdict = slower ? `slower than the ${limit.toFixed(3)} allowed` : `at most ${limit.toFixed(3)} is allowed`;
  return { slower, text: `${found}; on ${last.date ?? ''} it was ${last.ratio_to_alone}: ${verdict}` };
};
