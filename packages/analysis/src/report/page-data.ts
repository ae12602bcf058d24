import type { EvaluationRow, Run, RunRecord, TimingRow, TrainingRow } from '@resnet/run-log';
import { runKey } from '@resnet/run-log';
import type { Spec } from 'vega';
import type { ErrorPanel } from '../charts/index.js';
import type { CurveVariant } from './curve-variant.js';

/** What the page's script works on, written into the page as JSON. */
export interface PageData {
  /** Every run, once. */
  readonly runs: readonly PageRun[];
  readonly charts: readonly PageChart[];
  /** The one chart of error curves, compiled for each of its axes. */
  readonly specs: PageSpecs;
}

/** Specifications for vega: error curves by their axes, and the difference of two curves. */
export type PageSpecs = Readonly<Record<CurveVariant | 'difference', Spec>>;

/** An interactive chart: the element with this id holds it. */
export interface PageChart {
  readonly id: string;
  /** Small: its controls and its table are folded away. Compared: all its budgets are on. */
  readonly layout: 'whole' | 'small' | 'compared';
  readonly panels: readonly ErrorPanel[];
  /** CSS colours by member, or by the key of a run. */
  readonly colors: Readonly<Record<string, string>>;
  /** Keys of the runs that it can show. */
  readonly runs: readonly string[];
}

/** A run with its rows column by column. */
export interface PageRun {
  readonly key: string;
  readonly folder: string;
  readonly record: RunRecord;
  readonly training: Columns<Omit<TrainingRow, 'top5Error'>>;
  readonly evaluation: Columns<EvaluationRow>;
  readonly timing: Columns<Pick<TimingRow, 'iteration' | 'wallSeconds'>>;
}

/** Rows of one shape as an array for each of their properties, which is shorter as JSON. */
type Columns<Row> = { readonly [Key in keyof Row]: readonly Row[Key][] };

/** A run as the page holds it. The layers of its network are left out: nothing on the page reads them. */
export const pageRun = ({ folder, record, training, evaluation, timing }: Run): PageRun => ({
  key: runKey(record),
  folder,
  record: { ...record, network: withoutLayers(record.network) },
  training: toColumns(training, ['iteration', 'epoch', 'rate', 'loss', 'error']),
  evaluation: toColumns(evaluation, ['iteration', 'split', 'protocol', 'loss', 'top1Error', 'top5Error']),
  timing: toColumns(timing, ['iteration', 'wallSeconds']),
});

const withoutLayers = ({ definition, ...network }: RunRecord['network']): RunRecord['network'] => ({
  ...network,
  definition: definition && { ...definition, layers: { kind: 'series', layers: [] } },
});

/** The run again, as analysis takes it; speeds, memory, signals and top-5 errors of training stay out. */
export const runOfPage = ({ folder, record, training, evaluation, timing }: PageRun): Run => ({
  folder,
  record,
  training: toRows(training).map((row) => ({ ...row, top5Error: null })),
  evaluation: toRows(evaluation),
  timing: toRows(timing).map((row) => ({ ...row, imagesPerSecond: Number.NaN, residentBytes: Number.NaN })),
  signals: [],
  warnings: [],
});

/** The named properties of rows, column by column. */
const toColumns = <Row, Key extends keyof Row>(rows: readonly Row[], keys: readonly Key[]): Columns<Pick<Row, Key>> =>
  Object.fromEntries(keys.map((key) => [key, rows.map((row) => row[key])])) as unknown as Columns<Pick<Row, Key>>;

/** The rows of columns that are equally long. */
const toRows = <Row>(columns: Columns<Row>): readonly Row[] => {
  const entries = Object.entries<readonly unknown[]>(columns);
  const count = entries[0]?.[1].length ?? 0;
  return Array.from(
    { length: count },
    (_, row) => Object.fromEntries(entries.map(([key, cells]) => [key, cells[row]])) as Row,
  );
};

/** JSON that may stand in a script element: no tag can end it. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
