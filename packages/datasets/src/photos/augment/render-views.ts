import { newBytes, type Allocate } from '../scratch.js';
import type { PhotoTransform } from './photo-transform.js';
import { pixelLoops, type PixelLoops } from './pixel-loops.js';
import type { Pixels, Region } from './pixels.js';
import { resizeRegion } from './resize-region.js';
import type { View, ViewPlan } from './view-plan.js';

/**
 * Writes the views of a photograph to `target`, [views, height, width, 3]: resized, cut out, shifted in colour,
 * transformed. What is resized is kept where `allocate` says.
 */
export function renderViews(
  photo: Pixels,
  plan: ViewPlan,
  transform: PhotoTransform,
  target: Float32Array,
  allocate?: Allocate,
): void {
  writeViews(resizeForViews(photo, plan, allocate), plan, transform, target);
}

/** The part of the resized photograph that views are cut out of. */
export const resizeForViews = (
  photo: Pixels,
  { size, interpolation, views }: ViewPlan,
  allocate: Allocate = newBytes,
): Pixels => resizeRegion(photo, { size, region: hull(views), interpolation, allocate });

/** Writes views that are cut out of what `resizeForViews` made: `(byte + shift - mean) / divisor`. */
export function writeViews(
  resized: Pixels,
  { views, shift, meanPlace }: ViewPlan,
  { mean, divisor }: PhotoTransform,
  target: Float32Array,
  loops: PixelLoops = pixelLoops,
): void {
  const { left, top } = hull(views);
  const { width = 0, height = 0 } = views[0] ?? {};
  const length = width * height * 3;
  const common = {
    ...{ resized, width, height },
    shift: Float64Array.from(shift?.rgb ?? [0, 0, 0]),
    clipped: shift?.range === 'clipped',
    mean: meanOf(mean, width, height),
    scale: Float64Array.from(divisor, (divisor) => 1 / divisor),
  };
  for (const [at, { flip, ...place }] of views.entries()) {
    const meanFlipped = flip && meanPlace === 'before-flip';
    const view = { ...common, left: place.left - left, top: place.top - top, flip, meanFlipped };
    loops.writeView(view, target.subarray(at * length, (at + 1) * length));
  }
}

/** The least region that all views lie in. */
function hull(views: readonly View[]): Region {
  const left = Math.min(...views.map((view) => view.left));
  const top = Math.min(...views.map((view) => view.top));
  const width = Math.max(...views.map((view) => view.left + view.width)) - left;
  const height = Math.max(...views.map((view) => view.top + view.height)) - top;
  return { left, top, width, height };
}

/** The mean to subtract from a view: as many numbers, or one for each channel. */
function meanOf(mean: Float32Array, width: number, height: number): Float32Array {
  if (mean.length === 3 || (mean.length === width * height * 3 && width === height)) return mean;
  const sums = [0, 0, 0];
  for (let at = 0; at < mean.length; at++) sums[at % 3] = (sums[at % 3] ?? 0) + (mean[at] ?? 0);
  return Float32Array.from(sums, (sum) => (sum * 3) / mean.length);
}
