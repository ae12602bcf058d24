import type { PhotoAugmentation } from './photo-augmentation.js';
import { resizedSize, type Size } from './pixels.js';
import type { View, ViewPlan } from './view-plan.js';

/**
 * What is shown of each photograph in evaluation: the crop at the center; the four corners and the center, then the five
 * flipped; or all of it.
 */
export type PhotoViews =
  | {
      readonly kind: 'center-crop' | '10-crop';
      /** Pixels along the shorter side after resizing. */
      readonly shorterSide: number;
      /** Pixels along each side of the crop. */
      readonly size: number;
    }
  | { readonly kind: 'whole'; readonly shorterSide: number };

/** How many views there are of each photograph. */
export const viewCount = ({ kind }: PhotoViews): number => (kind === '10-crop' ? 10 : 1);

/** The size of the views of a photograph. */
export const viewSize = (photo: Size, views: PhotoViews): Size =>
  views.kind === 'whole' ? resizedSize(photo, views.shorterSide) : { width: views.size, height: views.size };

/** How photographs are resized and normalized in evaluation: as in training. */
export type Rendering = Pick<PhotoAugmentation, 'interpolation' | 'meanPlace'>;

/** The views of one photograph. */
export function evaluationViews(photo: Size, views: PhotoViews, rendering: Rendering): ViewPlan {
  const size = resizedSize(photo, views.shorterSide);
  const { interpolation, meanPlace } = rendering;
  return { size, interpolation, views: viewsOf(size, views), shift: null, meanPlace };
}

/** Throws a `RangeError` where views cannot be cut out. */
export function checkViews(views: PhotoViews): void {
  for (const side of views.kind === 'whole' ? [views.shorterSide] : [views.shorterSide, views.size]) {
    if (!Number.isInteger(side) || side < 1) throw new RangeError(`expected sides of whole pixels, got ${side}`);
  }
  if (views.kind !== 'whole' && views.size > views.shorterSide) {
    throw new RangeError(
      `expected crops of at most the shorter side, ${views.shorterSide}, got crops of ${views.size}`,
    );
  }
}

function viewsOf(size: Size, views: PhotoViews): readonly View[] {
  if (views.kind === 'whole') return [{ left: 0, top: 0, ...size, flip: false }];
  const right = size.width - views.size;
  const bottom = size.height - views.size;
  const center = { left: roundHalfToEven(right / 2), top: roundHalfToEven(bottom / 2) };
  const corners = [0, bottom].flatMap((top) => [0, right].map((left) => ({ left, top })));
  const places = views.kind === 'center-crop' ? [center] : [...corners, center];
  const flips = views.kind === 'center-crop' ? [false] : [false, true];
  return flips.flatMap((flip) => places.map((place) => ({ ...place, width: views.size, height: views.size, flip })));
}

/** Where the center lies between two pixels, torchvision takes the even one, as Python rounds. */
const roundHalfToEven = (value: number): number => (value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));
