import type { PlotLine, PlotReading } from './plot.js';
import type { Line } from './lines.js';

/** A value read off a run's curve. */
export type Reading = PlotReading<Line>;

/** The point of each line nearest to a place, none of a line that ends before it; without a place, the last of each. */
export const readingsAt = <Drawn extends PlotLine>(
  lines: readonly Drawn[],
  at: number | null,
): readonly PlotReading<Drawn>[] =>
  lines.flatMap((line) => {
    const last = line.points.at(-1);
    if (last === undefined || (at !== null && at > last.x)) return [];
    const point = at === null ? last : (nearest(line.points, (each) => Math.abs(each.x - at)) ?? last);
    return [{ x: point.x, y: point.y, line }];
  });

/** The place, as long as a line reaches it: else none. */
export const placeOn = (lines: readonly PlotLine[], at: number | null): number | null =>
  readingsAt(lines, at).length > 0 ? at : null;

/** Of some things the one at the least distance, the first of equals; none of none. */
export const nearest = <Thing>(things: readonly Thing[], distance: (thing: Thing) => number): Thing | undefined =>
  things.reduce<Thing | undefined>(
    (best, thing) => (best === undefined || distance(thing) < distance(best) ? thing : best),
    undefined,
  );

/** The places that values can be read at: those of all points, each once, in order. */
export const placesOf = (lines: readonly PlotLine[]): readonly number[] =>
  [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
