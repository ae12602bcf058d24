import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { PageSpecs } from '../page-data.js';
import type { Extent } from './chart-state.js';
import { element } from './element.js';
import { placed } from './lines.js';
import { nearest, readingsAt } from './readings.js';
import { Tip, type TipNote } from './tip.js';
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

/** What a plot asks of its owner, and tells it. */
export interface PlotLinks<Drawn extends PlotLine> {
  readonly look: (line: Drawn) => Look;
  /** Hears where a pointer reads; `null` once it has left. */
  readonly read: (at: number | null) => void;
  /** What a tip says of the value nearest to the pointer. */
  readonly note: (reading: PlotReading<Drawn>) => TipNote;
}

/** One drawing of a plot: its axes, its lines, and where they are read. */
export interface PlotContent<Drawn extends PlotLine> {
  readonly variant: keyof PageSpecs;
  readonly extent: Extent;
  readonly lines: readonly Drawn[];
  /** Where the line through the readings stands; `null` for none. */
  readonly at: number | null;
}

/** A point of a plot in the units of its axes, and where it is in the plot's pixels. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
  readonly pixels: readonly [number, number];
}

/**
 * Error curves drawn by vega, as wide as they have room; a pointer over them reads their values. Expressions are
 * interpreted: a page's policy may forbid eval.
 */
export class Plot<Drawn extends PlotLine> {
  /** What the pointer moves over. */
  readonly ground = element('div', { class: 'plot' });
  private readonly tip = new Tip();
  readonly host = element('div', { class: 'plot-ground' }, this.ground, this.tip.host);
  private lines: readonly Drawn[] = [];
  private view: View | null = null;
  private variant: keyof PageSpecs | null = null;

  constructor(
    private readonly specs: PageSpecs,
    private readonly links: PlotLinks<Drawn>,
  ) {
    this.ground.addEventListener('pointermove', (event) => this.point(event));
    this.ground.addEventListener('pointerdown', (event) => this.point(event));
    this.ground.addEventListener('pointerleave', (event) => this.leave(event));
  }

  /** Draws, again where something has been drawn. */
  draw({ variant, extent, lines, at }: PlotContent<Drawn>): void {
    const view = this.viewOf(variant);
    this.lines = lines;
    view.width(this.ground.clientWidth);
    view.signal('xMin', extent.x[0]).signal('xMax', extent.x[1]);
    view.signal('yMin', extent.y[0]).signal('yMax', extent.y[1]);
    view.data(
      'curves',
      lines.flatMap((line) => rowsOf(line, this.links.look(line), variant)),
    );
    view.data('reading', this.readingRows(at, variant));
    view.run();
  }

  /** Draws what is read, and no more. */
  read(at: number | null): void {
    if (this.variant !== null) this.view?.data('reading', this.readingRows(at, this.variant)).run();
  }

  /** Shows a rectangle, or none. */
  brush(extent: Extent | null): void {
    const rows = extent === null ? [] : [{ x: extent.x[0], x2: extent.x[1], y: extent.y[0], y2: extent.y[1] }];
    this.view?.data('brush', rows).run();
  }

  /** Where a place on the screen is in the plot; outside it, the nearest edge. */
  pointAt({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): PlotPoint | null {
    const { view } = this;
    const box = this.ground.querySelector('svg')?.getBoundingClientRect();
    if (view === null || box === undefined) return null;
    const { left, top } = view.padding() as { readonly left: number; readonly top: number };
    const [originX, originY] = view.origin();
    const pixelX = clamp(clientX - box.left - left - originX, innerSize(view, 'width'));
    const pixelY = clamp(clientY - box.top - top - originY, innerSize(view, 'height'));
    return { x: invert(view, 'x', pixelX), y: invert(view, 'y', pixelY), pixels: [pixelX, pixelY] };
  }

  private point(event: PointerEvent): void {
    const at = this.pointAt(event);
    if (at === null || this.view === null) return;
    this.links.read(at.x);
    const pixelY = this.view.scale('y') as (value: number) => number;
    // Up or down.
    const reading = nearest(readingsAt(this.lines, at.x), ({ y }) => Math.abs(pixelY(y) - at.pixels[1]));
    this.tip.show(reading === undefined ? null : this.links.note(reading), at);
  }

  /** A finger that was lifted leaves what it has read. */
  private leave({ pointerType }: PointerEvent): void {
    if (pointerType === 'touch') return;
    this.tip.hide();
    this.links.read(null);
  }

  private readingRows(at: number | null, variant: keyof PageSpecs) {
    const readings = at === null ? [] : placed(readingsAt(this.lines, at), variant);
    return readings.map(({ x, y, line }) => ({ x, y, at, color: this.links.look(line).color }));
  }

  private viewOf(variant: keyof PageSpecs): View {
    if (this.view !== null && this.variant === variant) return this.view;
    this.view?.finalize();
    this.variant = variant;
    const runtime = parse(this.specs[variant], undefined, { ast: true });
    this.view = new View(runtime, {
      container: this.ground,
      renderer: 'svg',
      hover: false,
      expr: expressionInterpreter,
    });
    return this.view;
  }
}

const rowsOf = ({ line, kind, points }: PlotLine, look: Look, variant: keyof PageSpecs) =>
  placed(points, variant).map(({ x, y }) => ({ x, y, line, kind, ...look }));

const innerSize = (view: View, side: 'width' | 'height'): number => {
  const range = (view.scale(side === 'width' ? 'x' : 'y') as { range: () => number[] }).range();
  return Math.max(...range);
};

const invert = (view: View, name: string, pixel: number): number =>
  (view.scale(name) as { invert: (pixel: number) => number }).invert(pixel);

const clamp = (value: number, size: number): number => Math.min(Math.max(value, 0), size);
