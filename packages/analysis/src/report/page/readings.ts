import type { Line, LinePoint } from './lines.js';

/** A value read off a curve. */
export interface Reading extends LinePoint {
  readonly line: Line;
}

/** The point of each line nearest to a place, or its last one. Lines without points have none. */
export const readingsAt = (lines: readonly Line[], at: number | null): readonly Reading[] =>
  lines.flatMap((line) => {
    const point = at === null ? line.points.at(-1) : nearest(line.points, at);
    return point === undefined ? [] : [{ ...point, line }];
  });

const nearest = (points: readonly LinePoint[], at: number): LinePoint | undefined =>
  points.reduce<LinePoint | undefined>(
    (best, point) => (best === undefined || Math.abs(point.x - at) < Math.abs(best.x - at) ? point : best),
    undefined,
  );

/** The places that values can be read at: those of all points, each once, in order. */
export const placesOf = (lines: readonly Line[]): readonly number[] =>
  [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
