import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { PageSpecs } from '../page-data.js';
import type { Extent } from './chart-state.js';
import { placed } from './lines.js';
import { nearest } from './readings.js';
import type { ErrorKind } from '../../runs/index.js';

/** What is drawn of a line. */
export interface PlotLine {
  readonly kind: ErrorKind;
  /** Its name within a plot. */
  readonly line: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** How a line looks. */
export interface Look {
  /** In CSS. */
  readonly color: string;
  readonly opacity: number;
}

/** A value read off a line. */
export interface PlotReading<Drawn extends PlotLine> {
  readonly x: number;
  readonly y: number;
  readonly line: Drawn;
}

/** One drawing of a plot: its axes, its lines, and what is read off them. */
export interface PlotContent<Drawn extends PlotLine = PlotLine> {
  readonly variant: keyof PageSpecs;
  readonly extent: Extent;
  readonly lines: readonly Drawn[];
  readonly look: (line: Drawn) => Look;
  readonly readings: readonly PlotReading<Drawn>[];
  /** Where the line through the readings stands; `null` for none. */
  readonly at: number | null;
}

/** A point of a plot in the units of its axes, and where it is in the plot's pixels. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
  readonly pixels: readonly [number, number];
}

/** Error curves drawn by vega in an element, as wide as it. Expressions are interpreted: a page's policy may forbid eval. */
export class Plot {
  private view: View | null = null;
  private variant: keyof PageSpecs | null = null;

  constructor(
    private readonly host: HTMLElement,
    private readonly specs: PageSpecs,
  ) {}

  /** Draws, again where something has been drawn. */
  draw<Drawn extends PlotLine>(content: PlotContent<Drawn>): void {
    const view = this.viewOf(content.variant);
    const { extent, lines, look } = content;
    view.width(this.host.clientWidth);
    view.signal('xMin', extent.x[0]).signal('xMax', extent.x[1]);
    view.signal('yMin', extent.y[0]).signal('yMax', extent.y[1]);
    view.data(
      'curves',
      lines.flatMap((line) => rowsOf(line, look(line), content.variant)),
    );
    view.data('reading', readingRows(content, content.variant));
    view.run();
  }

  /** Draws what is read, and no more. */
  read<Drawn extends PlotLine>(content: Pick<PlotContent<Drawn>, 'readings' | 'at' | 'look'>): void {
    if (this.variant !== null) this.view?.data('reading', readingRows(content, this.variant)).run();
  }

  /** Shows a rectangle, or none. */
  brush(extent: Extent | null): void {
    const rows = extent === null ? [] : [{ x: extent.x[0], x2: extent.x[1], y: extent.y[0], y2: extent.y[1] }];
    this.view?.data('brush', rows).run();
  }

  /** Where a place on the screen is in the plot; outside it, the nearest edge. */
  pointAt({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): PlotPoint | null {
    const { view } = this;
    const box = this.host.querySelector('svg')?.getBoundingClientRect();
    if (view === null || box === undefined) return null;
    const { left, top } = view.padding() as { readonly left: number; readonly top: number };
    const [originX, originY] = view.origin();
    const pixelX = clamp(clientX - box.left - left - originX, innerSize(view, 'width'));
    const pixelY = clamp(clientY - box.top - top - originY, innerSize(view, 'height'));
    return { x: invert(view, 'x', pixelX), y: invert(view, 'y', pixelY), pixels: [pixelX, pixelY] };
  }

  /** Where a point of the axes is in the plot's pixels. */
  pixelsOf({ x, y }: { readonly x: number; readonly y: number }): readonly [number, number] {
    const place = (name: string, value: number): number =>
      this.view === null ? Number.NaN : (this.view.scale(name) as (value: number) => number)(value);
    return [place('x', x), place('y', y)];
  }

  /** Of some readings the one that is nearest to a point, up or down. */
  nearest<Drawn extends PlotLine>(readings: readonly PlotReading<Drawn>[], { pixels: [, y] }: PlotPoint) {
    return nearest(readings, (reading) => Math.abs(this.pixelsOf(reading)[1] - y)) ?? null;
  }

  private viewOf(variant: keyof PageSpecs): View {
    if (this.view !== null && this.variant === variant) return this.view;
    this.view?.finalize();
    this.variant = variant;
    const runtime = parse(this.specs[variant], undefined, { ast: true });
    this.view = new View(runtime, {
      container: this.host,
      renderer: 'svg',
      hover: false,
      expr: expressionInterpreter,
    });
    return this.view;
  }
}

const rowsOf = ({ line, kind, points }: PlotLine, look: Look, variant: keyof PageSpecs) =>
  placed(points, variant).map(({ x, y }) => ({ x, y, line, kind, ...look }));

const readingRows = <Drawn extends PlotLine>(
  { readings, at, look }: Pick<PlotContent<Drawn>, 'readings' | 'at' | 'look'>,
  variant: keyof PageSpecs,
) => (at === null ? [] : placed(readings, variant).map(({ x, y, line }) => ({ x, y, at, color: look(line).color })));

const innerSize = (view: View, side: 'width' | 'height'): number => {
  const range = (view.scale(side === 'width' ? 'x' : 'y') as { range: () => number[] }).range();
  return Math.max(...range);
};

const invert = (view: View, name: string, pixel: number): number =>
  (view.scale(name) as { invert: (pixel: number) => number }).invert(pixel);

const clamp = (value: number, size: number): number => Math.min(Math.max(value, 0), size);
