import { photoKernels } from './photo-kernels.js';
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

/** Writes views that are cut out of what `resizeForViews` made: `(byte + shift - mean) / divisor`. */
export function writeViews(
  { width: resizedWidth, bytes }: Pixels,
  { views, shift, meanPlace }: ViewPlan,
  { mean, divisor }: PhotoTransform,
  target: Float32Array,
): void {
  const { left, top } = hull(views);
  const { width = 0, height = 0 } = views[0] ?? {};
  const [red = 1, green = 1, blue = 1] = divisor;
  const less = meanOf(mean, width, height);
  const meanPixel = less.length === 3 ? 0 : pixelBytes;

  const kernels = photoKernels();
  const lastPixel = width - 1;
  const viewLength = width * height * 3;
  const places = kernels.place({
    resized: bytes,
    shifted: shiftedBytes(shift),
    mean: less,
    view: viewLength * Float32Array.BYTES_PER_ELEMENT,
  });
  for (const [at, view] of views.entries()) {
    const first = (view.top - top) * resizedWidth + view.left - left + (view.flip ? lastPixel : 0);
    const meanBackwards = view.flip && meanPlace === 'before-flip';
    kernels.writeView(
      places.resized + first * 3,
      resizedWidth * 3,
      view.flip ? -3 : 3,
      places.shifted,
      places.mean + (meanBackwards ? lastPixel * meanPixel : 0),
      width * meanPixel,
      meanBackwards ? -meanPixel : meanPixel,
      1 / red,
      1 / green,
      1 / blue,
      width,
      height,
      places.view,
    );
    kernels.read(places.view, target.subarray(at * viewLength, (at + 1) * viewLength));
  }
}

/** Of a view or a mean in float32. */
const pixelBytes = 3 * Float32Array.BYTES_PER_ELEMENT;

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

/** [3, 256]: each byte with the shift of a channel added. */
function shiftedBytes(shift: ColourShift | null): Float64Array {
  const shifted = new Float64Array(3 * 256);
  for (let at = 0; at < shifted.length; at++) {
    const sum = (at % 256) + (shift?.rgb[at >> 8] ?? 0);
    shifted[at] = shift?.range === 'clipped' ? Math.min(Math.max(sum, 0), 255) : sum;
  }
  return shifted;
}
