import type { TopLevelSpec } from 'vega-lite';

/** A rectangle with a word in it, in pixels from the upper left. */
export interface DrawnBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly color: string;
}

/** A line through some points: a plain one with an arrow's thickness, a shortcut's solid, or dotted. */
export interface DrawnLine {
  readonly points: readonly Point[];
  readonly look: 'plain' | 'solid' | 'dotted';
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The way of a shortcut: out to the side, down, and in again. Each corner is there twice, so that its curve is tight. */
export const shortcutPoints = ({
  from,
  out,
  to,
}: {
  readonly from: Point;
  /** How far to the side. */
  readonly out: number;
  readonly to: Point;
}): readonly Point[] => {
  const [above, below] = [
    { x: out, y: from.y },
    { x: out, y: to.y },
  ];
  return [from, above, above, below, below, to];
};

/** A word around its middle. */
export interface DrawnText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly weight: 'normal' | 'bold';
}

/** Boxes, lines and words as a vega-lite specification without axes. */
export const drawing = ({
  title,
  description,
  width,
  height,
  boxes,
  lines,
  texts,
}: {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly DrawnBox[];
  readonly lines: readonly DrawnLine[];
  readonly texts: readonly DrawnText[];
}): TopLevelSpec => ({
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  description,
  title: { text: title, anchor: 'start', fontSize: 15, color: ink, offset: 12 },
  background: 'white',
  padding: 10,
  width,
  height,
  config: { font: 'DejaVu Sans, sans-serif', view: { stroke: null } },
  layer: [linesLayer(lines), arrowHeads(lines), ...boxesLayers(boxes), textLayer(texts)].map((layer) =>
    placed(layer, { width, height }),
  ),
});

const ink = '#222222';

type LayerSpec = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** Positions are pixels: both scales are the identity. */
const placed = (layer: LayerSpec, { width, height }: { readonly width: number; readonly height: number }): LayerSpec =>
  ({
    ...layer,
    encoding: {
      x: { field: 'x', type: 'quantitative', axis: null, scale: { domain: [0, width], nice: false } },
      y: { field: 'y', type: 'quantitative', axis: null, scale: { domain: [height, 0], nice: false } },
      ...layer.encoding,
    },
  }) as LayerSpec;

const linesLayer = (lines: readonly DrawnLine[]): LayerSpec => ({
  data: {
    values: lines.flatMap(({ points, look }, line) => points.map((point, place) => ({ ...point, line, look, place }))),
  },
  mark: { type: 'line', interpolate: 'basis', color: ink },
  encoding: {
    detail: { field: 'line' },
    order: { field: 'place', type: 'quantitative' },
    strokeWidth: { condition: { test: "datum.look === 'plain'", value: 1 }, value: 1.4 },
    strokeDash: { condition: { test: "datum.look === 'dotted'", value: [2, 3] }, value: [1, 0] },
  },
});

/** At the end of each line. */
const arrowHeads = (lines: readonly DrawnLine[]): LayerSpec => ({
  data: {
    values: lines.flatMap(({ points }) => {
      const [before, end] = [points.at(-2), points.at(-1)];
      if (before === undefined || end === undefined) return [];
      return [{ ...end, angle: (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI + 90 }];
    }),
  },
  mark: { type: 'point', shape: 'M0,0L-0.35,0.8L0.35,0.8Z', filled: true, color: ink, opacity: 1, size: 60 },
  encoding: { angle: { field: 'angle', type: 'quantitative', scale: null } },
});

const boxesLayers = (boxes: readonly DrawnBox[]): LayerSpec[] => [
  {
    data: {
      values: boxes.map(({ x, y, width, height, color }) => ({ x, y, x2: x + width, y2: y + height, color })),
    },
    mark: { type: 'rect', stroke: ink, strokeWidth: 0.8, cornerRadius: 3, opacity: 1 },
    encoding: {
      x2: { field: 'x2' },
      y2: { field: 'y2' },
      color: { field: 'color', type: 'nominal', scale: null },
    },
  },
  textLayer(
    boxes.map(({ x, y, width, height, label }) => ({
      x: x + width / 2,
      y: y + height / 2,
      text: label,
      weight: 'normal',
    })),
  ),
];

const textLayer = (texts: readonly DrawnText[]): LayerSpec => ({
  data: { values: [...texts] },
  mark: { type: 'text', color: ink, fontSize: 11, baseline: 'middle' },
  encoding: {
    text: { field: 'text' },
    size: { condition: { test: "datum.weight === 'bold'", value: 14 }, value: 11 },
  },
});
