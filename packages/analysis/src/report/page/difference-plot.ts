import type { Comparison, CurvePoint } from '../../compare/index.js';
import type { ErrorKind } from '../../runs/index.js';
import type { PageSpecs } from '../page-data.js';
import { differenceReadout, pointsText } from './difference-readout.js';
import { element } from './element.js';
import { Plot, type PlotLine, type PlotPoint } from './plot.js';
import { ReadingLine } from './reading-line.js';
import { placesOf, readingsAt } from './readings.js';
import { Tip } from './tip.js';
import { placeText } from './words-of-axes.js';

/** Draws how the difference of two sides went over the iterations: training dashed, test bold. */
export const drawDifference = (host: HTMLElement, { curve, trainingCurve }: Comparison, specs: PageSpecs): void => {
  const lines = [lineOf('training', trainingCurve), lineOf('test', curve)].filter(({ points }) => points.length > 0);
  if (lines.length === 0) host.replaceChildren('The two have no iteration in common.');
  else new DifferencePlot(host, lines, specs);
};

const lineOf = (kind: ErrorKind, curve: readonly CurvePoint[]): PlotLine => ({
  kind,
  line: kind,
  points: curve.map(({ iteration, difference }) => ({ x: iteration, y: difference })),
});

const look = () => ({ color: 'currentColor', opacity: 1 });

/** The curves of the difference; a pointer over them or the slider below reads their values. */
class DifferencePlot {
  private readonly plot: Plot;
  private readonly tip = new Tip();
  private readonly reading = new ReadingLine((at) => this.read(at));
  private at: number | null = null;

  constructor(
    host: HTMLElement,
    private readonly lines: readonly PlotLine[],
    specs: PageSpecs,
  ) {
    const plotHost = element('div', { class: 'plot' });
    this.plot = new Plot(plotHost, specs);
    plotHost.addEventListener('pointermove', (event) => this.point(event));
    plotHost.addEventListener('pointerdown', (event) => this.point(event));
    plotHost.addEventListener('pointerleave', (event) => this.leave(event));
    host.replaceChildren(element('div', { class: 'plot-ground' }, plotHost, this.tip.host), this.reading.host);
    this.read(null);
    new ResizeObserver(() => this.draw()).observe(plotHost);
  }

  private draw(): void {
    const { lines, at } = this;
    const points = lines.flatMap((line) => line.points);
    const extent = { x: [0, Math.max(...points.map(({ x }) => x))], y: aroundZero(points.map(({ y }) => y)) } as const;
    this.plot.draw({ variant: 'difference', extent, lines, look, readings: readingsAt(lines, at), at });
  }

  private read(at: number | null): void {
    this.at = at;
    const readings = readingsAt(this.lines, at);
    this.plot.read({ readings, at, look });
    const values = differenceReadout(readings);
    this.reading.show({ values, at, across: 'iteration', places: placesOf(this.lines) });
  }

  private point(event: PointerEvent): void {
    const at = this.plot.pointAt(event);
    if (at === null) return;
    this.read(at.x);
    this.tip.show(this.noteAt(at), at);
  }

  private noteAt(at: PlotPoint) {
    const reading = this.plot.nearest(readingsAt(this.lines, at.x), at);
    if (reading === null) return null;
    const place = placeText(reading.x, 'iteration');
    return {
      title: `${reading.line.kind} error, left minus right`,
      value: `${pointsText(reading.y)} points at ${place}`,
    };
  }

  /** A finger that was lifted leaves what it has read. */
  private leave({ pointerType }: PointerEvent): void {
    if (pointerType === 'touch') return;
    this.tip.hide();
    this.read(null);
  }
}

/** Zero is always seen, with room beyond the farthest point. */
const aroundZero = (values: readonly number[]): readonly [number, number] => {
  const room = Math.max(Math.max(...values, 0) - Math.min(...values, 0), 1) / 20;
  return [Math.min(...values, 0) - room, Math.max(...values, 0) + room];
};
