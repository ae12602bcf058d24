import type { BenchReport } from './bench-network.js';
import type { SideResult } from './compare-sides.js';

/** What a row holds. */
export type Cell = string | number | boolean | null;

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

const measured = ({ network, options, peaks, torch, sides }: BenchReport, side: SideResult) => {
  const { milliseconds, shareOfPeak, ratio, ratioToAlone } = side;
  const best = sides.find((other) => other.side === ratio?.to);
  return {
    network,
    batch: options.batch,
    threads: options.threads,
    side: side.side,
    rounds: side.rounds,
    median_ms: round(milliseconds.median),
    min_ms: round(milliseconds.min),
    max_ms: round(milliseconds.max),
    peak_gflops: round(peaks[side.precision]),
    share_of_peak: round(shareOfPeak),
    torch,
    torch_best: best?.side ?? null,
    torch_median_ms: round(best?.milliseconds.median),
    ratio: round(ratio?.value),
    ratio_to_alone: round(ratioToAlone?.value),
  };
};

/** The file's text with the rows added; a header comes first in a new file. Throws where the file has other columns. */
export const addRows = (text: string, rows: readonly Readonly<Record<string, Cell>>[]): string => {
  const [first] = rows;
  if (first === undefined) return text;
  const header = formatLine(Object.keys(first));
  if (text !== '' && !text.startsWith(header)) {
    throw new Error(
      `expected the columns ${header.trim()} in the file, found ${text.split('\n')[0] ?? ''}: move it away`,
    );
  }
  return [text === '' ? header : text, ...rows.map((row) => formatLine(Object.values(row)))].join('');
};

const formatLine = (cells: readonly Cell[]): string => `${cells.map(formatCell).join(',')}\n`;

const formatCell = (cell: Cell): string => {
  const text = String(cell ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Four significant digits. */
const round = (value: number | null | undefined): number | null =>
  value == null ? null : Number(value.toPrecision(4));
