import { stringify } from 'csv-stringify/sync';
import type { BenchReport } from './bench-network.js';
import type { SideResult } from './compare-sides.js';
import type { RecordedRow } from './read-recorded.js';

/** What a cell holds; `null` is nothing. */
type Cell = string | number | boolean | null;

/** What all rows of a recording share. */
export interface Origin {
  /** ISO 8601. */
  readonly date: string;
  readonly commit: string | null;
  readonly clean: boolean | null;
  readonly cpu: string;
  readonly cores: number;
}

/** One row for each engine and precision of a report: column to cell, the same columns in every row. */
export const benchRows = (origin: Origin, report: BenchReport): readonly Readonly<Record<string, Cell>>[] =>
  report.sides.filter(({ kind }) => kind === 'engine').map((side) => ({ ...origin, ...measured(report, side) }));

const measured = (report: BenchReport, side: SideResult) => {
  const { network, options, peaks, clock, torch, torchIsa, sides } = report;
  const { milliseconds, shareOfPeak, ratio, ratioToAlone } = side;
  const best = sides.find((other) => other.side === ratio?.to);
  return {
    ...arithmeticOf(report, side),
    network,
    batch: options.batch,
    threads: options.threads,
    side: side.side,
    rounds: side.rounds,
    median_ms: round(milliseconds.median),
    min_ms: round(milliseconds.min),
    max_ms: round(milliseconds.max),
    clock_ghz: round(clock),
    peak_gflops: round(peaks[side.precision]),
    share_of_peak: round(shareOfPeak),
    torch,
    torch_isa: torchIsa,
    torch_best: best?.side ?? null,
    torch_median_ms: round(best?.milliseconds.median),
    ratio: round(ratio?.value),
    ratio_to_alone: round(ratioToAlone?.value),
  };
};

/** What a side computes with, which its speed depends on; `null` for an engine that has no such thing. */
export const arithmeticOf = (
  { engines }: Pick<BenchReport, 'engines'>,
  { side }: Pick<SideResult, 'side'>,
): { readonly isa: string | null; readonly onednn: string | null } => {
  const versions = engines[side.split(' ')[0] ?? '']?.versions;
  return { isa: versions?.isa ?? null, onednn: versions?.onednn ?? null };
};

/** The text of the file with rows added; those of an older suite get the columns there are now. */
export const addRows = (recorded: readonly RecordedRow[], rows: readonly Readonly<Record<string, Cell>>[]): string => {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [...recorded, ...rows].map((row) => columns.map((column) => row[column] ?? null));
  return stringify([columns, ...lines], { cast: { boolean: String } });
};

/** Four significant digits. */
const round = (value: number | null | undefined): number | null =>
  value == null ? null : Number(value.toPrecision(4));
