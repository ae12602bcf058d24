import type { Spec } from 'vega';
import { compile, type Config, type TopLevelSpec } from 'vega-lite';
import type { PageSpecs } from './page-data.js';
import {
  type Across,
  acrossNames,
  type CurveVariant,
  curveVariant,
  type ErrorScale,
  errorScales,
} from './curve-variant.js';

/** The specification of each combination for vega, so that the page need not hold vega-lite. */
export const pageSpecs = (): PageSpecs => ({ ...errorSpecs(), difference: compile(differenceSpec()).spec });

const errorSpecs = (): Readonly<Record<CurveVariant, Spec>> =>
  Object.fromEntries(
    acrossNames.flatMap((across) =>
      errorScales.map((errorScale) => [
        curveVariant({ across, errorScale }),
        compile(curveSpec({ across, errorScale })).spec,
      ]),
    ),
  ) as Record<CurveVariant, Spec>;

const acrossTitles: Readonly<Record<Across, string>> = {
  iteration: 'iteration',
  share: 'share of the training',
  time: 'time since the start (minutes)',
};
const acrossFormats: Readonly<Record<Across, string>> = { iteration: ',d', share: '.0~%', time: ',.4~r' };

/**
 * Error curves that the page fills: `curves` has a row for each point, `reading` one for each value that is read,
 * `brush` the rectangle that is being drawn. Its inks are the page's own, so that it follows light, dark and print.
 */
export const curveSpec = ({
  across,
  errorScale,
}: {
  readonly across: Across;
  readonly errorScale: ErrorScale;
}): TopLevelSpec => pageSpec({ x: acrossChannel(across), y: errorChannel(errorScale) });

/** The difference of two sides over the iterations, filled as error curves are. */
const differenceSpec = (): TopLevelSpec =>
  pageSpec({ x: acrossChannel('iteration'), y: errorChannel('linear', 'left minus right (points)') });

const pageSpec = (axes: Axes): TopLevelSpec => ({
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  autosize: { type: 'fit-x', contains: 'padding' },
  width: 360,
  height: 250,
  padding: { left: 2, top: 6, right: 8, bottom: 2 },
  background: 'transparent',
  params: ['xMin', 'xMax', 'yMin', 'yMax'].map((name, end) => ({ name, value: end % 2 === 0 ? 1 : 100 })),
  config: pageTheme,
  layer: layersOn(axes),
});

const ink = 'currentColor';

const pageTheme: Config = {
  font: 'inherit',
  view: { stroke: ink, strokeOpacity: 0.35 },
  axis: {
    domain: false,
    gridColor: ink,
    gridOpacity: 0.14,
    labelColor: ink,
    labelFontSize: 12,
    labelOverlap: 'greedy',
    labelSeparation: 8,
    tickColor: ink,
    tickOpacity: 0.35,
    titleColor: ink,
    titleFontSize: 12,
    titleFontWeight: 'normal',
  },
  axisX: { grid: false },
  axisY: { minExtent: 30 },
};

const acrossChannel = (across: Across) =>
  ({
    field: 'x',
    type: 'quantitative',
    scale: { domainMin: { expr: 'xMin' }, domainMax: { expr: 'xMax' }, zero: false, nice: false },
    axis: { title: acrossTitles[across], format: acrossFormats[across], tickCount: { expr: 'ceil(width / 90)' } },
  }) as const;

const errorChannel = (errorScale: ErrorScale, title = 'error (%)') =>
  ({
    field: 'y',
    type: 'quantitative',
    scale: {
      type: errorScale,
      domainMin: { expr: 'yMin' },
      domainMax: { expr: 'yMax' },
      nice: false,
      ...(errorScale === 'linear' ? { zero: false } : {}),
    },
    axis: { title, tickCount: 5, format: '~r' },
  }) as const;

type LayerSpec = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

interface Axes {
  readonly x: ReturnType<typeof acrossChannel>;
  readonly y: ReturnType<typeof errorChannel>;
}

/** Silent to a screen reader, which has the same numbers from the table below the chart. */
const layersOn = ({ x, y }: Axes): LayerSpec[] => [
  {
    data: { name: 'brush' },
    mark: { type: 'rect', clip: true, aria: false, color: ink, opacity: 0.12 },
    encoding: { x, y, x2: { field: 'x2' }, y2: { field: 'y2' } },
  },
  {
    data: { name: 'curves' },
    mark: { type: 'line', clip: true, aria: false, strokeJoin: 'round' },
    encoding: { x, y, ...curveChannels },
  },
  {
    data: { name: 'reading' },
    mark: { type: 'rule', clip: true, aria: false, color: ink, opacity: 0.3 },
    encoding: { x: { ...x, field: 'at' } },
  },
  {
    data: { name: 'reading' },
    mark: { type: 'point', clip: true, aria: false, filled: true, size: 45, opacity: 1 },
    encoding: { x, y, color: { field: 'color', type: 'nominal', scale: null } },
  },
];

const dashed: number[] = [4, 2];
const solid: number[] = [1, 0];

/** Training dashed, test bold, colours as they stand in the rows. */
const curveChannels = {
  detail: { field: 'line' },
  color: { field: 'color', type: 'nominal', scale: null },
  opacity: { field: 'opacity', type: 'quantitative', scale: null },
  strokeDash: { condition: { test: "datum.kind === 'training'", value: dashed }, value: solid },
  strokeWidth: { condition: { test: "datum.kind === 'training'", value: 1.2 }, value: 2.4 },
} as const;
