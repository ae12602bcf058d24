import type { EvaluationRow, Protocol, Split, TimingRow, TrainingRow } from './record.js';

/** One column of a CSV file: its name there, the row's property it holds, and what its cells are. */
export interface Column<Row> {
  readonly name: string;
  readonly key: keyof Row & string;
  /** Whole numbers, numbers written with so many decimals, or one of some words. */
  readonly cells: 'integer' | { readonly decimals: number } | { readonly words: readonly string[] };
}

/** One of a run's CSV files. */
export interface CsvFile<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
}

const splits: readonly Split[] = ['training', 'validation', 'test'];
const protocols: readonly Protocol[] = ['single-view', '10-crop', 'center-crop', 'fully-convolutional-multi-scale'];

/** The curve: nothing in it depends on the clock. */
export const trainingCsv: CsvFile<TrainingRow> = {
  name: 'training.csv',
  columns: [
    { name: 'iteration', key: 'iteration', cells: 'integer' },
    { name: 'epoch', key: 'epoch', cells: { decimals: 4 } },
    { name: 'rate', key: 'rate', cells: { decimals: 8 } },
    { name: 'loss', key: 'loss', cells: { decimals: 8 } },
    { name: 'error', key: 'error', cells: { decimals: 4 } },
  ],
};

export const timingCsv: CsvFile<TimingRow> = {
  name: 'timing.csv',
  columns: [
    { name: 'iteration', key: 'iteration', cells: 'integer' },
    { name: 'wall_seconds', key: 'wallSeconds', cells: { decimals: 3 } },
    { name: 'images_per_second', key: 'imagesPerSecond', cells: { decimals: 1 } },
    { name: 'resident_bytes', key: 'residentBytes', cells: 'integer' },
  ],
};

export const evaluationCsv: CsvFile<EvaluationRow> = {
  name: 'evaluation.csv',
  columns: [
    { name: 'iteration', key: 'iteration', cells: 'integer' },
    { name: 'split', key: 'split', cells: { words: splits } },
    { name: 'protocol', key: 'protocol', cells: { words: protocols } },
    { name: 'loss', key: 'loss', cells: { decimals: 8 } },
    { name: 'top1_error', key: 'top1Error', cells: { decimals: 4 } },
    { name: 'top5_error', key: 'top5Error', cells: { decimals: 4 } },
  ],
};
