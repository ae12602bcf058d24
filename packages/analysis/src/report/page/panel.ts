import type { Run } from '@resnet/run-log';
import type { ErrorPanel } from '../../charts/index.js';
import { formatError } from '../../tables/index.js';
import { printedName } from '../../words.js';
import type { PageData } from '../page-data.js';
import { type Across, curveVariant } from '../curve-variant.js';
import type { ChartState, Extent } from './chart-state.js';
import { element } from './element.js';
import { curvesOf, type Line } from './lines.js';
import { Plot, type PlotLinks, type PlotPoint } from './plot.js';
import type { Reading } from './readings.js';
import type { TipNote } from './tip.js';
import { placeText } from './words-of-axes.js';

/** What a panel asks of its chart, and tells it. */
export interface PanelLinks extends Pick<PlotLinks<Line>, 'look' | 'read'> {
  readonly zoomTo: (extent: Extent) => void;
}

/** Pixels that a pointer moves before it draws a rectangle. */
const brushPixels = 6;

/** One plot with its title; a pointer over it reads, one pulled across it zooms. */
export class Panel {
  readonly host: HTMLElement;
  private readonly plot: Plot<Line>;
  private across: Across = 'iteration';
  private from: PlotPoint | null = null;

  constructor(
    private readonly panel: ErrorPanel,
    specs: PageData['specs'],
    private readonly links: PanelLinks,
  ) {
    this.plot = new Plot(specs, {
      look: links.look,
      read: (at) => this.readByPointer(at),
      note: (reading) => noteOf(reading, this.across),
    });
    const title = panel.title === '' ? [] : [element('p', { class: 'panel-title' }, panel.title)];
    this.host = element('div', { class: 'panel' }, ...title, this.plot.host);
    this.plot.ground.addEventListener('pointerdown', (event) => this.begin(event));
    this.plot.ground.addEventListener('pointermove', (event) => this.pull(event));
    this.plot.ground.addEventListener('pointerup', (event) => this.end(event));
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
    this.across = state.across;
    const lines = curvesOf(shown, this.panel, state);
    this.plot.draw({ variant: curveVariant(state), extent, lines, at: state.at });
  }

  read(at: number | null): void {
    this.plot.read(at);
  }

  /** One that is drawing a rectangle reads on outside. */
  private readByPointer(at: number | null): void {
    if (at !== null || this.from === null) this.links.read(at);
  }

  /** A finger scrolls the page and reads; it draws no rectangle. */
  private begin(event: PointerEvent): void {
    if (event.pointerType === 'touch' || event.button !== 0) return;
    this.from = this.plot.pointAt(event);
    this.plot.ground.setPointerCapture(event.pointerId);
  }

  private pull(event: PointerEvent): void {
    const at = this.plot.pointAt(event);
    if (this.from !== null && at !== null) this.plot.brush(between(this.from, at));
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
