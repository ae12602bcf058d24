import type { Comparison, CurvePoint } from '../../compare/index.js';
import type { ErrorKind } from '../../runs/index.js';
import type { PageSpecs } from '../page-data.js';
import { differenceReadout, pointsText } from './difference-readout.js';
import { Plot, type PlotLine, type PlotReading } from './plot.js';
import { ReadingLine } from './reading-line.js';
import { placesOf, readingsAt } from './readings.js';
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
  private readonly plot: Plot<PlotLine>;
  private readonly reading = new ReadingLine((at) => this.read(at));
  private at: number | null = null;

  constructor(
    host: HTMLElement,
    private readonly lines: readonly PlotLine[],
    specs: PageSpecs,
  ) {
    this.plot = new Plot(specs, { look, read: (at) => this.read(at), note: noteOf });
    host.replaceChildren(this.plot.host, this.reading.host);
    this.read(null);
    new ResizeObserver(() => this.draw()).observe(this.plot.host);
  }

  private draw(): void {
    const { lines, at } = this;
    const points = lines.flatMap((line) => line.points);
    const extent = { x: [0, Math.max(...points.map(({ x }) => x))], y: aroundZero(points.map(({ y }) => y)) } as const;
    this.plot.draw({ variant: 'difference', extent, lines, at });
  }

  private read(at: number | null): void {
    this.at = at;
    this.plot.read(at);
    const values = differenceReadout(readingsAt(this.lines, at));
    this.reading.show({ values, at, across: 'iteration', places: placesOf(this.lines) });
  }
}

const noteOf = ({ x, y, line }: PlotReading<PlotLine>) => ({
  title: `${line.kind} error, left minus right`,
  value: `${pointsText(y)} points at ${placeText(x, 'iteration')}`,
});

/** Zero is always seen, with room beyond the farthest point. */
const aroundZero = (values: readonly number[]): readonly [number, number] => {
  const room = Math.max(Math.max(...values, 0) - Math.min(...values, 0), 1) / 20;
  return [Math.min(...values, 0) - room, Math.max(...values, 0) + room];
};
