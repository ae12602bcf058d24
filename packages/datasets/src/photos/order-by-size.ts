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
