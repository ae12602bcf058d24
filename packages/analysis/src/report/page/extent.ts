// The index would bring what draws PNGs, which only Node can load.
import { errorCeiling } from '../../charts/error-ceiling.js';
import type { ErrorScale } from '../curve-variant.js';
import type { Extent } from './chart-state.js';
import type { Line } from './lines.js';

/** All that can be seen of some lines, the whole percentage. A logarithmic axis begins at 1, 2 or 5 times a power of ten. */
export const limitsOf = (lines: readonly Line[], errorScale: ErrorScale): Extent => {
  const points = lines.flatMap((line) => line.points);
  const right = Math.max(...points.map(({ x }) => x), 0);
  const positive = points.map(({ y }) => y).filter((y) => y > 0);
  return {
    x: [0, right > 0 ? right : 1],
    y: [errorScale === 'linear' ? 0 : roundDown(Math.min(...positive, 10)), 100],
  };
};

/** What is seen before anybody zooms: as the limits, but for a linear axis that ends as the paper's figures do. */
export const startOf = (lines: readonly Line[], errorScale: ErrorScale): Extent => {
  const limits = limitsOf(lines, errorScale);
  const ends = lines.flatMap(({ points }) => points.at(-1)?.y ?? []);
  return errorScale === 'linear' ? { ...limits, y: [0, errorCeiling(ends)] } : limits;
};

const roundDown = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [5, 2, 1].find((step) => step * power <= value) ?? 1;
  return factor * power;
};

/** Nearer by a factor below 1, farther by one above, around the middle, within limits. */
export const zoomed = (extent: Extent, limits: Extent, factor: number, errorScale: ErrorScale): Extent => {
  const x = scaled(extent.x, factor);
  const y = errorScale === 'log' ? exponentials(scaled(logarithms(extent.y), factor)) : scaled(extent.y, factor);
  return { x: cut(x, limits.x), y: cut(y, limits.y) };
};

/** Moved sideways by a share of what is seen, within limits. */
export const moved = ({ x, y }: Extent, limits: Extent, share: number): Extent => {
  const width = Math.min(x[1] - x[0], limits.x[1] - limits.x[0]);
  const start = Math.max(Math.min(x[0] + share * width, limits.x[1] - width), limits.x[0]);
  return { x: [start, start + width], y };
};

/** What is zoomed to, where some lines reach that far across; `null` where it goes beyond them, as after a longer budget. */
export const keptZoom = (zoom: Extent | null, lines: readonly Line[]): Extent | null =>
  zoom !== null && zoom.x[1] <= limitsOf(lines, 'linear').x[1] ? zoom : null;

type Ends = readonly [number, number];

const scaled = ([from, to]: Ends, factor: number): Ends => {
  const [middle, half] = [(from + to) / 2, ((to - from) / 2) * factor];
  return [middle - half, middle + half];
};

const logarithms = ([from, to]: Ends): Ends => [Math.log(from), Math.log(to)];
const exponentials = ([from, to]: Ends): Ends => [Math.exp(from), Math.exp(to)];

/** The part of an axis within limits; all that is within them where that is none. */
const cut = (ends: Ends, limits: Ends): Ends => {
  const [low, high] = [Math.max(ends[0], limits[0]), Math.min(ends[1], limits[1])];
  return low < high ? [low, high] : limits;
};
