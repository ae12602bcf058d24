import type { PhotoTransform } from './photo-transform.js';
import type { Pixels, Region } from './pixels.js';
import { resizeRegion } from './resize-region.js';
import type { ColourShift, View, ViewPlan } from './view-plan.js';

/**
 * Writes the views of a photograph to `target`, [views, height, width, 3]: resized, cut out, shifted in colour,
 * transformed.
 */
export function renderViews(photo: Pixels, plan: ViewPlan, transform: PhotoTransform, target: Float32Array): void {
  writeViews(resizeForViews(photo, plan), plan, transform, target);
}

/** The part of the resized photograph that views are cut out of. */
export const resizeForViews = (photo: Pixels, { size, interpolation, views }: ViewPlan): Pixels =>
  resizeRegion(photo, { size, region: hull(views), interpolation });

/** Writes views that are cut out of what `resizeForViews` made. */
export function writeViews(resized: Pixels, plan: ViewPlan, transform: PhotoTransform, target: Float32Array): void {
  const { left, top } = hull(plan.views);
  const write = createWriter(plan, transform);
  let start = 0;
  for (const view of plan.views) {
    const end = start + view.width * view.height * 3;
    write(resized, { ...view, left: view.left - left, top: view.top - top }, target.subarray(start, end));
    start = end;
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

type Writer = (image: Pixels, view: View, target: Float32Array) => void;

/** Writes one view, [height, width, 3]: `(byte + shift - mean) / divisor`. */
function createWriter({ shift, meanPlace }: ViewPlan, { mean, divisor }: PhotoTransform): Writer {
  const [red, green, blue] = [0, 1, 2].map((channel) => shiftedBytes(shift, channel));
  const [redScale, greenScale, blueScale] = [0, 1, 2].map((channel) => 1 / (divisor[channel] ?? 1));
  if (!red || !green || !blue || !redScale || !greenScale || !blueScale) throw new Error('expected three channels');
  return ({ width: sourceWidth, bytes }, { left, top, width, height, flip }, target) => {
    const { values, step } = meanOf(mean, width, height);
    const meanStep = flip && meanPlace === 'before-flip' ? -step : step;
    const sourceStep = flip ? -3 : 3;
    let place = 0;
    for (let row = 0; row < height; row++) {
      let source = ((row + top) * sourceWidth + left + (flip ? width - 1 : 0)) * 3;
      let meanAt = (row * width + (meanStep < 0 ? width - 1 : 0)) * step;
      for (let column = 0; column < width; column++) {
        target[place] = ((red[bytes[source] ?? 0] ?? 0) - (values[meanAt] ?? 0)) * redScale;
        target[place + 1] = ((green[bytes[source + 1] ?? 0] ?? 0) - (values[meanAt + 1] ?? 0)) * greenScale;
        target[place + 2] = ((blue[bytes[source + 2] ?? 0] ?? 0) - (values[meanAt + 2] ?? 0)) * blueScale;
        place += 3;
        source += sourceStep;
        meanAt += meanStep;
      }
    }
  };
}

/** The mean to subtract from a view, and from one pixel to the next how far it is. */
function meanOf(mean: Float32Array, width: number, height: number): { values: Float32Array; step: number } {
  if (mean.length === 3) return { values: mean, step: 0 };
  if (mean.length === width * height * 3 && width === height) return { values: mean, step: 3 };
  const average = new Float32Array(3);
  const sums = [0, 0, 0];
  for (let at = 0; at < mean.length; at++) sums[at % 3] = (sums[at % 3] ?? 0) + (mean[at] ?? 0);
  average.set(sums.map((sum) => (sum * 3) / mean.length));
  return { values: average, step: 0 };
}

/** Each byte with the shift of a channel added. */
function shiftedBytes(shift: ColourShift | null, channel: number): Float64Array {
  const amount = shift?.rgb[channel] ?? 0;
  return new Float64Array(256).map((_, byte) => {
    const shifted = byte + amount;
    return shift?.range === 'clipped' ? Math.min(Math.max(shifted, 0), 255) : shifted;
  });
}
