import type { Run } from '@resnet/run-log';
import type { ErrorPanel } from '../../charts/index.js';
import { formatError } from '../../tables/index.js';
import { printedName } from '../../words.js';
import type { PageData } from '../page-data.js';
import { type Across, curveVariant } from '../curve-variant.js';
import type { ChartState, Extent } from './chart-state.js';
import { element } from './element.js';
import { curvesOf, type Line } from './lines.js';
import { Plot, type PlotPoint } from './plot.js';
import { type Reading, readingsAt } from './readings.js';
import { Tip, type TipNote } from './tip.js';
import { placeText } from './words-of-axes.js';

/** What a panel asks of its chart, and tells it. */
export interface PanelLinks {
  readonly look: (line: Line) => { readonly color: string; readonly opacity: number };
  readonly read: (at: number | null) => void;
  readonly zoomTo: (extent: Extent) => void;
}

/** Pixels that a pointer moves before it draws a rectangle. */
const brushPixels = 6;

/** One plot with its title; a pointer over it reads, one pulled across it zooms. */
export class Panel {
  readonly host: HTMLElement;
  private readonly plot: Plot;
  private readonly tip = new Tip();
  private lines: readonly Line[] = [];
  private state: ChartState | null = null;
  private from: PlotPoint | null = null;

  constructor(
    private readonly panel: ErrorPanel,
    specs: PageData['specs'],
    private readonly links: PanelLinks,
  ) {
    const plotHost = element('div', { class: 'plot' });
    const title = panel.title === '' ? [] : [element('p', { class: 'panel-title' }, panel.title)];
    this.host = element(
      'div',
      { class: 'panel' },
      ...title,
      element('div', { class: 'plot-ground' }, plotHost, this.tip.host),
    );
    this.plot = new Plot(plotHost, specs);
    plotHost.addEventListener('pointermove', (event) => this.point(event));
    plotHost.addEventListener('pointerleave', (event) => this.leave(event));
    plotHost.addEventListener('pointerdown', (event) => this.begin(event));
    plotHost.addEventListener('pointerup', (event) => this.end(event));
  }

  draw({
    state,
    shown,
    extent,
  }: {
    readonly state: ChartState;
    readonly shown: readonly Run[];
    readonly extent: Extent;
  }): void {
    this.state = state;
    this.lines = curvesOf(shown, this.panel, state);
    const { look } = this.links;
    const readings = readingsAt(this.lines, state.at);
    this.plot.draw({ variant: curveVariant(state), extent, lines: this.lines, look, readings, at: state.at });
  }

  read(at: number | null): void {
    this.plot.read({ readings: readingsAt(this.lines, at), at, look: this.links.look });
  }

  private point(event: PointerEvent): void {
    const at = this.plot.pointAt(event);
    if (at === null || this.state === null) return;
    this.links.read(at.x);
    const reading = this.plot.nearest(readingsAt(this.lines, at.x), at);
    this.tip.show(reading && noteOf(reading, this.state.across), at);
    if (this.from !== null) this.plot.brush(between(this.from, at));
  }

  /** A finger that was lifted leaves what it has read. */
  private leave({ pointerType }: PointerEvent): void {
    if (pointerType === 'touch') return;
    this.tip.hide();
    if (this.from === null) this.links.read(null);
  }

  /** A finger scrolls the page and reads; it draws no rectangle. */
  private begin(event: PointerEvent): void {
    if (event.pointerType === 'touch') this.point(event);
    if (event.pointerType === 'touch' || event.button !== 0) return;
    this.from = this.plot.pointAt(event);
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  private end(event: PointerEvent): void {
    const [from, to] = [this.from, this.plot.pointAt(event)];
    this.from = null;
    this.plot.brush(null);
    if (from === null || to === null) return;
    const pulled = [0, 1].every((axis) => Math.abs((from.pixels[axis] ?? 0) - (to.pixels[axis] ?? 0)) > brushPixels);
    if (pulled) this.links.zoomTo(between(from, to));
  }
}

const noteOf = ({ x, y, line: { run, kind } }: Reading, across: Across): TipNote => {
  const { member, budget, seed } = run.record;
  return {
    title: `${printedName(member)}, seed ${seed}, ${budget} budget`,
    value: `${kind} error ${formatError(y)}% at ${placeText(x, across)}`,
  };
};

const between = (a: PlotPoint, b: PlotPoint): Extent => ({
  x: [Math.min(a.x, b.x), Math.max(a.x, b.x)],
  y: [Math.min(a.y, b.y), Math.max(a.y, b.y)],
});
