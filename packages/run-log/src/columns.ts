import {
  protocolNames,
  splitNames,
  type EvaluationRow,
  type SignalRow,
  type TimingRow,
  type TrainingRow,
} from './record.js';

/** One column of a CSV file: its name there, the row's property it holds, and what its cells are. */
export interface Column<Row> {
  readonly name: string;
  readonly key: keyof Row & string;
  /** Whole numbers, paths, numbers written with so many decimals or significant digits, or one of some words. */
  readonly cells: 'integer' | 'path' | Decimals | Digits | { readonly words: readonly string[] };
  /** Files that older versions began have no such column, keep having none, and are read with `null` there. */
  readonly added?: true;
}

interface Decimals extends Optional {
  readonly decimals: number;
}

interface Digits extends Optional {
  readonly digits: number;
}

interface Optional {
  /** A cell may be empty: `null` in its row. */
  readonly optional?: true;
}

/** One of a run's CSV files. */
export interface CsvFile<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  /** Only a run that has rows of it has the file. */
  readonly optional?: true;
}

const digits = 6;

/** A row of each CSV file of a run. */
export interface CsvRows {
  readonly training: TrainingRow;
  readonly timing: TimingRow;
  readonly evaluation: EvaluationRow;
  readonly signals: SignalRow;
}

/** The CSV files of a run. */
export const csvFiles: { readonly [Log in keyof CsvRows]: CsvFile<CsvRows[Log]> } = {
  /** The curve: nothing in it depends on the clock. */
  training: {
    name: 'training.csv',
    columns: [
      { name: 'iteration', key: 'iteration', cells: 'integer' },
      { name: 'epoch', key: 'epoch', cells: { decimals: 4 } },
      { name: 'rate', key: 'rate', cells: { decimals: 8 } },
      { name: 'loss', key: 'loss', cells: { decimals: 8 } },
      { name: 'error', key: 'error', cells: { decimals: 4 } },
      { name: 'top5_error', key: 'top5Error', cells: { decimals: 4, optional: true }, added: true },
    ],
  },
  timing: {
    name: 'timing.csv',
    columns: [
      { name: 'iteration', key: 'iteration', cells: 'integer' },
      { name: 'wall_seconds', key: 'wallSeconds', cells: { decimals: 3 } },
      { name: 'images_per_second', key: 'imagesPerSecond', cells: { decimals: 1 } },
      { name: 'resident_bytes', key: 'residentBytes', cells: 'integer' },
    ],
  },
  evaluation: {
    name: 'evaluation.csv',
    columns: [
      { name: 'iteration', key: 'iteration', cells: 'integer' },
      { name: 'split', key: 'split', cells: { words: splitNames } },
      { name: 'protocol', key: 'protocol', cells: { words: protocolNames } },
      { name: 'loss', key: 'loss', cells: { decimals: 8 } },
      { name: 'top1_error', key: 'top1Error', cells: { decimals: 4 } },
      { name: 'top5_error', key: 'top5Error', cells: { decimals: 4 } },
    ],
  },
  /** What a run that measures signals measured: see `SignalRow`. Its numbers span ten powers of ten and more. */
  signals: {
    name: 'signals.csv',
    optional: true,
    columns: [
      { name: 'iteration', key: 'iteration', cells: 'integer' },
      { name: 'layer', key: 'layer', cells: 'path' },
      { name: 'gradient_norm', key: 'gradientNorm', cells: { digits } },
      { name: 'weight_norm', key: 'weightNorm', cells: { digits } },
      { name: 'output_variance', key: 'outputVariance', cells: { digits, optional: true } },
      { name: 'normalized_variance', key: 'normalizedVariance', cells: { digits, optional: true } },
    ],
  },
};

/** By what they are called in a run's log. */
export const csvLogs = Object.keys(csvFiles) as readonly (keyof CsvRows)[];
