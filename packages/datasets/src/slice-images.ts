import type { ImageSet } from './image-set.js';

/** Images `start` … `end - 1` of a set, as views on the same bytes. */
export function sliceImages(set: ImageSet, start: number, end: number): ImageSet {
  if (!(0 <= start && start < end && end <= set.count)) {
    throw new RangeError(`expected a part of 0 … ${set.count}, got ${start} … ${end}`);
  }
  const imageBytes = set.height * set.width * set.channels;
  return {
    ...set,
    count: end - start,
    images: set.images.subarray(start * imageBytes, end * imageBytes),
    labels: set.labels.subarray(start, end),
  };
}
