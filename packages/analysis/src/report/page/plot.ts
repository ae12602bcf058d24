import { parse, type Spec, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { CurveVariant } from '../curve-variant.js';
import type { Extent } from './chart-state.js';
import type { Line } from './lines.js';
import type { Reading } from './readings.js';

/** One drawing of a plot: its axes, its lines, and what is read off them. */
export interface PlotContent {
  readonly variant: CurveVariant;
  readonly extent: Extent;
  readonly lines: readonly Line[];
  readonly look: (line: Line) => { readonly color: string; readonly opacity: number };
  readonly readings: readonly Reading[];
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
  private variant: CurveVariant | null = null;

  constructor(
    private readonly host: HTMLElement,
    private readonly specs: Readonly<Record<CurveVariant, Spec>>,
  ) {}

  /** Draws, again where something has been drawn. */
  draw(content: PlotContent): void {
    const view = this.viewOf(content.variant);
    const { extent, lines, look } = content;
    view.width(this.host.clientWidth);
    view.signal('xMin', extent.x[0]).signal('xMax', extent.x[1]);
    view.signal('yMin', extent.y[0]).signal('yMax', extent.y[1]);
    view.data(
      'curves',
      lines.flatMap((line) => rowsOf(line, look(line))),
    );
    view.data('reading', readingRows(content));
    view.run();
  }

  /** Draws what is read, and no more. */
  read(content: Pick<PlotContent, 'readings' | 'at' | 'look'>): void {
    this.view?.data('reading', readingRows(content)).run();
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

  private viewOf(variant: CurveVariant): View {
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

const rowsOf = ({ line, kind, points }: Line, look: { readonly color: string; readonly opacity: number }) =>
  points.map(({ x, y }) => ({ x, y, line, kind, ...look }));

const readingRows = ({ readings, at, look }: Pick<PlotContent, 'readings' | 'at' | 'look'>) =>
  at === null ? [] : readings.map(({ x, y, line }) => ({ x, y, at, color: look(line).color }));

const innerSize = (view: View, side: 'width' | 'height'): number => {
  const range = (view.scale(side === 'width' ? 'x' : 'y') as { range: () => number[] }).range();
  return Math.max(...range);
};

const invert = (view: View, name: string, pixel: number): number =>
  (view.scale(name) as { invert: (pixel: number) => number }).invert(pixel);

const clamp = (value: number, size: number): number => Math.min(Math.max(value, 0), size);
