import { viewSize, type PhotoViews } from './augment/evaluation-views.js';
import type { PhotoSet } from './photo-set.js';

/** A set in another order. */
export interface OrderedPhotos {
  readonly ordered: PhotoSet;
  /** Where each photograph of `ordered` is in the set, [count]. */
  readonly places: Int32Array;
}

/** A set ordered by the size of the views of its photographs, the smallest first; where all are alike, as it is. */
export const orderBySize = (set: PhotoSet, views: PhotoViews): OrderedPhotos => {
  const places = Int32Array.from({ length: set.count }, (_, at) => at);
  if (views.kind === 'whole') {
    const sizes = Float64Array.from(places, (at) => {
      const { height, width } = viewSize(set.images.at(at), views);
      return height * 2 ** 24 + width;
    });
    places.sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0) || a - b);
  }
  const at = (index: number) => set.images.at(places[index] ?? -1);
  const labels = Int32Array.from(places, (place) => set.labels[place] ?? -1);
  return { places, ordered: { ...set, labels, images: { length: set.count, at } } };
};

/** Images [count, height, width, 3], each mirrored left to right. */
export const mirror = (
  images: Float32Array,
  { width }: { readonly height: number; readonly width: number },
): Float32Array => {
  const mirrored = new Float32Array(images.length);
  const row = width * 3;
  for (let start = 0; start < images.length; start += row) {
    for (let column = 0; column < width; column++) {
      const from = start + column * 3;
      mirrored.set(images.subarray(from, from + 3), start + (width - 1 - column) * 3);
    }
  }
  return mirrored;
};
