import type { Run, SignalRow } from '@resnet/run-log';
import type { TopLevelSpec } from 'vega-lite';
import {
  budgetLabel,
  byBudget,
  type BudgetRuns,
  type ConvolutionSignals,
  convolutionSignals,
  measuredRuns,
  type OutputExperiment,
  outputName,
} from '../runs/index.js';
import { formatCount, printedName, unique } from '../words.js';
import type { PartSpec } from './error-panel.js';
import { figureFrame } from './figure-frame.js';
import type { Figure } from './figure.js';
import { sourceOf } from './source-of.js';

/** What is drawn of a layer, each in a row of panels. */
const quantities = [
  { title: 'norm of the weight gradient', valueOf: ({ gradientNorm }: SignalRow) => gradientNorm },
  { title: 'variance of the output', valueOf: ({ outputVariance }: SignalRow) => outputVariance },
] as const;

type Quantity = (typeof quantities)[number];

/** Signals by layer, a line for each iteration at which they were measured; `null` where no run measured any. */
export const signalsFigure = (experiment: OutputExperiment, runs: readonly Run[]): Figure | null => {
  const drawable = measuredRuns(runs);
  if (drawable.length === 0) return null;
  const description =
    'Norm of the weight gradient (top) and variance of the output before batch normalization (bottom) of each convolution, from first to last, one line for each iteration at which they were measured, on logarithmic axes; plain networks beside the residual ones of their depth.';
  const title = `${experiment.id}: signals by layer`;
  return {
    id: `${outputName(experiment)}-by-layer`,
    ...{ title, description },
    spec: specification({ title, description }, drawable),
  };
};

const specification = (
  { title, description }: Pick<Figure, 'title' | 'description'>,
  runs: readonly Run[],
): TopLevelSpec => {
  // Of all budgets, since their rows share the colours and the one legend.
  const iterations = unique(runs.flatMap(({ signals }) => signals.map(({ iteration }) => iteration)));
  const inOrder = iterations.toSorted((a, b) => a - b);
  return {
    ...figureFrame({ description, title, spacing: 60 }),
    vconcat: byBudget(runs).flatMap((group) => budgetRows(group, inOrder)),
  };
};

const budgetRows = (group: BudgetRuns, iterations: readonly number[]): readonly PartSpec[] => {
  const drawn = byDepth(group.runs);
  return quantities.map((quantity, index) => ({
    ...(index === 0 ? { title: { text: budgetLabel(group), offset: 12, subtitle: sourceOf(drawn) } } : {}),
    bounds: 'flush',
    spacing: 70,
    hconcat: drawn.map((run) => panel(run, { quantity, iterations, domain: domainOf(drawn, quantity) })),
  }));
};

/** The lowest seed of each member, a plain network beside the residual one of its depth. */
const byDepth = (runs: readonly Run[]): readonly Run[] =>
  unique(runs.map(({ record }) => record.member))
    .flatMap((member) => runs.filter(({ record }) => record.member === member).slice(0, 1))
    .toSorted(({ record: a }, { record: b }) => a.network.depth - b.network.depth);

/** What a quantity is drawn on: whole powers of ten, the same for all panels of a row. */
const domainOf = (runs: readonly Run[], { valueOf }: Quantity): readonly [number, number] => {
  const values = runs.flatMap(({ signals }) => signals.flatMap((row) => valueOf(row) ?? []));
  const exponents = values.filter(hasPlace).map(Math.log10);
  if (exponents.length === 0) return [1, 10];
  return [10 ** Math.floor(Math.min(...exponents)), 10 ** Math.ceil(Math.max(...exponents))];
};

/** On a logarithmic axis. */
const hasPlace = (value: number): boolean => value > 0;

interface Drawing {
  readonly quantity: Quantity;
  readonly iterations: readonly number[];
  readonly domain: readonly [number, number];
}

const panelSize = { width: 260, height: 220 };

const panel = (run: Run, { quantity, iterations, domain }: Drawing): PartSpec => {
  const signals = convolutionSignals(run);
  const lines = iterations.flatMap((iteration) => lineOf(signals, iteration, quantity));
  const names = iterations.map(formatCount);
  return {
    title: { text: printedName(run.record.member), anchor: 'middle', fontWeight: 'normal' },
    ...panelSize,
    data: { values: lines },
    transform: [{ flatten: ['layer', 'value'] }],
    mark: { type: 'line', clip: true, strokeJoin: 'round', strokeWidth: 1.8 },
    encoding: {
      x: {
        field: 'layer',
        type: 'quantitative',
        scale: { domain: [1, Math.max(...lines.flatMap(({ layer }) => layer), 1)], nice: false },
        axis: { title: 'convolution', tickCount: 6, tickMinStep: 1 },
      },
      y: {
        field: 'value',
        type: 'quantitative',
        scale: { type: 'log', domain: [...domain], nice: false },
        axis: { title: quantity.title, format: '~e', values: powersIn(domain) },
      },
      color: {
        field: 'iteration',
        type: 'ordinal',
        // From early to late, dark to bright, however many there are.
        scale: { domain: names, scheme: { name: 'inferno', extent: [0, 0.85] } },
        // One line for the whole row: all panels share it.
        legend: {
          title: 'after iteration',
          titleFontWeight: 'normal',
          columns: names.length,
          legendX: 0,
          legendY: panelSize.height + 44,
        },
      },
    },
  };
};

/** Values of the layers that have one with a place on the axis, in the order of the network. */
const lineOf = (signals: readonly ConvolutionSignals[], iteration: number, { valueOf }: Quantity) => {
  const rows = signals.find((one) => one.iteration === iteration)?.rows ?? [];
  const points = rows
    .flatMap((row) => valueOf(row) ?? [])
    .map((value, index) => ({ layer: index + 1, value }))
    .filter(({ value }) => hasPlace(value));
  const [layer, value] = [points.map((point) => point.layer), points.map((point) => point.value)];
  return points.length === 0 ? [] : [{ iteration: formatCount(iteration), layer, value }];
};

const powersIn = ([low, high]: readonly [number, number]): number[] => {
  const [first, last] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
};
