import type { Comparison, CurvePoint } from '../../compare/index.js';
import type { ErrorKind } from '../../runs/index.js';
import type { PageSpecs } from '../page-data.js';
import { Plot, type PlotLine } from './plot.js';

/** Draws how the difference of two sides went over the iterations: training dashed, test bold. */
export const drawDifference = (host: HTMLElement, { curve, trainingCurve }: Comparison, specs: PageSpecs): void => {
  const lines = [lineOf('training', trainingCurve), lineOf('test', curve)].filter(({ points }) => points.length > 0);
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) {
    host.replaceChildren('The two have no iteration in common.');
    return;
  }
  const plot = new Plot(host, specs);
  const draw = (): void =>
    plot.draw({
      variant: 'difference',
      extent: { x: [0, Math.max(...points.map(({ x }) => x))], y: aroundZero(points.map(({ y }) => y)) },
      lines,
      look: () => ({ color: 'currentColor', opacity: 1 }),
      readings: [],
      at: null,
    });
  draw();
  new ResizeObserver(draw).observe(host);
};

const lineOf = (kind: ErrorKind, curve: readonly CurvePoint[]): PlotLine => ({
  kind,
  line: kind,
  points: curve.map(({ iteration, difference }) => ({ x: iteration, y: difference })),
});

/** Zero is always seen, with room beyond the farthest point. */
const aroundZero = (values: readonly number[]): readonly [number, number] => {
  const room = Math.max(Math.max(...values, 0) - Math.min(...values, 0), 1) / 20;
  return [Math.min(...values, 0) - room, Math.max(...values, 0) + room];
};
