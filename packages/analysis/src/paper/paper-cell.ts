import type { Quantity } from '../runs/index.js';

/** One number of a table, or the end of one curve of a figure. */
export interface PaperCell {
  /** `Table 6`, `Figure 6`. */
  readonly table: string;
  readonly cell: string;
  /** Percent, or a standard deviation; `null` where the paper draws a curve and prints no number. */
  readonly paper: number | null;
  /** The deviation over runs, where the paper prints one with the number. */
  readonly deviation?: number;
  /** What the paper says instead of a number, or beside it. */
  readonly remark: string | null;
  /** What of our runs stands beside it; `null` for a number of others that the paper quotes. */
  readonly ours: CellSource | null;
}

/** Which runs make our side of a cell, and what of them. */
export interface CellSource {
  readonly member: string;
  readonly measure: Quantity;
  /** Over the seeds: all of them, or the best of so many. */
  readonly over: 'mean' | { readonly bestOf: number };
}
