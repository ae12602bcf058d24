import type { Run, SignalRow } from '@resnet/run-log';
import { convolutionSignals, measuredRuns, type OutputExperiment, outputName } from '../runs/index.js';
import { formatCount, printedName, threeDigits, unique } from '../words.js';
import type { Column, Table } from './table.js';

const runColumns: readonly Column[] = [
  { name: 'member', kind: 'text' },
  { name: 'budget', kind: 'text' },
  { name: 'seed', kind: 'number' },
];

const runCells = ({ record }: Run): readonly string[] => [
  printedName(record.member),
  record.budget,
  String(record.seed),
];

const numbers = (names: readonly string[]): readonly Column[] => names.map((name) => ({ name, kind: 'number' }));

const notes = [
  'Of the convolutions, which batch normalization follows. Norms are Euclidean: of the gradient of the mean loss of the next mini-batch by the weights, without weight decay, before the update that follows the iteration. 0 is the initialization.',
];

/** How far apart the gradients of a network are, iteration by iteration; `null` where no run measured signals. */
export const gradientRatiosTable = (experiment: OutputExperiment, runs: readonly Run[]): Table | null => {
  const measured = measuredRuns(runs).map((run) => ({ run, signals: convolutionSignals(run) }));
  if (measured.length === 0) return null;
  const iterations = unique(measured.flatMap(({ signals }) => signals.map(({ iteration }) => iteration))).toSorted(
    (a, b) => a - b,
  );
  return {
    id: `${outputName(experiment)}-ratios`,
    title: `${experiment.id}: the largest norm of a weight gradient over the smallest, by iteration`,
    columns: [...runColumns, ...numbers(iterations.map(formatCount))],
    rows: measured.map(({ run, signals }) => [
      ...runCells(run),
      ...iterations.map((iteration) => {
        const rows = signals.find((one) => one.iteration === iteration)?.rows ?? [];
        const norms = rows.map(({ gradientNorm }) => gradientNorm);
        return rows.length === 0 ? '–' : threeDigits(Math.max(...norms) / Math.min(...norms));
      }),
    ]),
    notes,
  };
};

/** Of the first and the last convolution what tells how a network starts; `null` where no run measured signals. */
export const firstAndLastTable = (experiment: OutputExperiment, runs: readonly Run[]): Table | null => {
  const rows = measuredRuns(runs).flatMap((run) =>
    convolutionSignals(run).map(({ iteration, rows: layers }) => [
      ...runCells(run),
      formatCount(iteration),
      ...firstAndLast(layers),
    ]),
  );
  if (rows.length === 0) return null;
  return {
    id: `${outputName(experiment)}-first-and-last`,
    title: `${experiment.id}: the first and the last convolution, by iteration`,
    columns: [
      ...runColumns,
      ...numbers([
        'after iteration',
        'first: gradient',
        'first: weights',
        'last: gradient',
        'last: weights',
        'largest variance of an output',
      ]),
    ],
    rows,
    notes,
  };
};

const firstAndLast = (layers: readonly SignalRow[]): readonly string[] => [
  ...[layers[0], layers.at(-1)].flatMap((layer) =>
    layer === undefined ? [] : [layer.gradientNorm, layer.weightNorm].map(threeDigits),
  ),
  threeDigits(Math.max(...layers.flatMap(({ outputVariance }) => outputVariance ?? []))),
];
