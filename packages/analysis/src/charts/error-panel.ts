import type { TopLevelSpec } from 'vega-lite';
import type { ErrorKind } from '../runs/index.js';
import { unique } from '../words.js';
import type { Curve } from './curve.js';

/** A part of a figure; vega-lite exports only the type of the whole. */
export type PartSpec = Extract<TopLevelSpec, { vconcat: unknown }>['vconcat'][number];

type UnitSpec = Exclude<Extract<PartSpec, { layer: unknown }>['layer'][number], { layer: unknown }>;

type Channels = Pick<NonNullable<UnitSpec['encoding']>, 'x' | 'y' | 'color' | 'strokeDash' | 'strokeWidth'>;

/** What the curves of a panel are drawn on; panels of one budget share it. */
export interface Axes {
  readonly iterations: number;
  /** The upper end of the error axis, percent; what lies above is cut off. */
  readonly ceiling: number;
}

const panelSize = { width: 320, height: 260 };

/** Where the names of a panel's members begin, below its upper edge. */
const legendTop = panelSize.height + 64;

/** Pixels of a legend's line beside its name, of a letter, and of a row. */
const legendPixels = { symbol: 40, letter: 6, row: 20 };

/** As many names beside each other as a panel is wide, at most three. */
const legendColumns = (members: readonly string[]): number => {
  const longest = Math.max(...members.map(({ length }) => length));
  const fitting = Math.floor(panelSize.width / (legendPixels.symbol + longest * legendPixels.letter));
  return Math.min(3, Math.max(1, fitting));
};

/** Long names are never cut: they stand in fewer columns. */
const narrowLegend = (members: readonly string[]) => {
  const columns = legendColumns(members);
  return columns < 3 ? { columns, labelLimit: 0 } : {};
};

/** What a panel with these members takes below its lower edge, in pixels. */
export const heightBelow = (members: readonly string[]): number =>
  legendTop - panelSize.height + Math.ceil(members.length / legendColumns(members)) * legendPixels.row;

/** Error over iteration for the given curves: dashed training, bold test, colour by depth. */
export const errorPanel = ({
  title,
  errorTitle,
  curves,
  colors,
  axes,
}: {
  readonly title: string;
  /** With its unit: `test error (%)`. */
  readonly errorTitle: string;
  readonly curves: readonly Curve[];
  /** By the names of the curves' members. */
  readonly colors: ReadonlyMap<string, string>;
  readonly axes: Axes;
}): PartSpec => {
  const members = unique(curves.map(({ member }) => member));
  const encoding = { ...placeChannels(errorTitle, axes), color: colorChannel(members, colors) };
  const points: { flatten: string[] } = { flatten: ['iteration', 'error'] };
  const line: UnitSpec = {
    transform: [points],
    mark: { type: 'line', clip: true, strokeJoin: 'round' },
    encoding: { ...encoding, ...lineChannels(unique(curves.map(({ kind }) => kind))) },
  };
  // A curve of one point has no length: it is a dot.
  const dot: UnitSpec = {
    transform: [{ filter: 'length(datum.error) === 1' }, points],
    mark: { type: 'circle', size: 50, opacity: 1 },
    encoding,
  };
  return {
    title: { text: title, anchor: 'middle', fontWeight: 'normal' },
    ...panelSize,
    data: { values: [...curves] },
    ...(curves.some(({ error }) => error.length === 1) ? { layer: [line, dot] } : line),
  };
};

/** Where a point of a curve lies. */
const placeChannels = (errorTitle: string, { iterations, ceiling }: Axes): Channels => {
  const unit = iterationUnit(iterations);
  return {
    x: {
      field: 'iteration',
      type: 'quantitative',
      scale: { domain: [0, iterations], nice: false },
      axis: { title: `iteration${unit.label}`, tickCount: 6, labelExpr: `format(datum.value / ${unit.size}, ',')` },
    },
    y: {
      field: 'error',
      type: 'quantitative',
      scale: { domain: [0, ceiling], nice: false },
      // A grid line on the panel's own edge would show through it.
      axis: {
        title: errorTitle,
        tickCount: 5,
        gridOpacity: { condition: { test: `datum.value % ${ceiling} === 0`, value: 0 }, value: 1 },
      },
    },
  };
};

const colorChannel = (
  members: readonly string[],
  colors: ReadonlyMap<string, string>,
): NonNullable<Channels['color']> => ({
  field: 'member',
  type: 'nominal',
  scale: { domain: [...members], range: members.map((member) => colors.get(member) ?? '') },
  legend: { legendX: 0, legendY: legendTop, ...narrowLegend(members) },
});

/** The paper counts in units of 1e4 iterations; shorter budgets need smaller ones. */
const iterationUnit = (iterations: number): { readonly size: number; readonly label: string } => {
  if (iterations >= 20_000) return { size: 10_000, label: ' (1e4)' };
  if (iterations >= 2000) return { size: 1000, label: ' (1e3)' };
  return { size: 1, label: '' };
};

const dashes: Readonly<Record<ErrorKind, number[]>> = { training: [4, 2], test: [1, 0] };
const widths: Readonly<Record<ErrorKind, number>> = { training: 1.2, test: 2.4 };

const lineChannels = (kinds: readonly ErrorKind[]): Channels => {
  const channel = { field: 'kind', type: 'ordinal' } as const;
  const legend = kinds.length > 1 ? { legendX: 0, legendY: panelSize.height + 44, symbolStrokeColor: '#222222' } : null;
  return {
    strokeDash: {
      ...channel,
      scale: { type: 'ordinal', domain: [...kinds], range: kinds.map((kind) => dashes[kind]) },
      legend,
    },
    strokeWidth: {
      ...channel,
      scale: { type: 'ordinal', domain: [...kinds], range: kinds.map((kind) => widths[kind]) },
      legend,
    },
  };
};
