import type { PhotoSet } from '@resnet/datasets';

/** So many photographs of a set, or all where it has fewer, at equal distances: a set lies in the order of its classes. */
export const somePhotos = (set: PhotoSet, atMost: number): PhotoSet => {
  const count = Math.min(atMost, set.count);
  const places = Array.from({ length: count }, (_, index) => Math.floor((index * set.count) / count));
  const at = (index: number): number => {
    const place = places[index];
    if (place === undefined) throw new RangeError(`expected a photograph from 0 to ${count - 1}, got ${index}`);
    return place;
  };
  return {
    ...set,
    count,
    labels: Int32Array.from(places, (place) => set.labels[place] ?? 0),
    images: { length: count, at: (index) => set.images.at(at(index)) },
  };
};
