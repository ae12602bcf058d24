import { createRandom } from '@resnet/random';
import { shuffledEpoch } from '../../batches/image-order.js';

/** In which order an epoch shows a set, each photograph once; every order is a function of the seed and the epoch. */
export type PhotoOrder =
  /** Any photograph may follow any other: for sets on a disk of this machine. */
  | { readonly kind: 'random' }
  /**
   * The set is cut into windows of neighbours, so many photographs each. Windows come in random order, and photographs in
   * random order within so many windows: for disks that are fast only in sequence. Windows are read ahead as wholes.
   */
  | { readonly kind: 'windows'; readonly photographs: number; readonly windows: number };

export const randomOrder: PhotoOrder = { kind: 'random' };

export interface EpochOrderOptions {
  readonly count: number;
  readonly seed: number;
  readonly order: PhotoOrder;
}

/** The photographs of an epoch in order: a permutation of 0 … count - 1. */
export function epochOrder({ count, seed, order }: EpochOrderOptions, epoch: number): Uint32Array {
  if (order.kind === 'random') return shuffledEpoch(count, seed, epoch);
  const shown = new Uint32Array(count);
  let start = 0;
  for (const [number, group] of windowGroups({ count, seed, order }, epoch).entries()) {
    const indices = group.flatMap((window) => indicesOf(window, order.photographs, count));
    const permutation = createRandom(seed, 'shuffle', epoch, number).permutation(indices.length);
    for (const [place, from] of permutation.entries()) shown[start + place] = indices[from] ?? 0;
    start += indices.length;
  }
  return shown;
}

type WindowedOptions = EpochOrderOptions & { readonly order: { readonly kind: 'windows' } };

/** The windows of an epoch, by number, in groups within which photographs are shuffled. */
export function windowGroups({ count, seed, order }: WindowedOptions, epoch: number): readonly (readonly number[])[] {
  const windows = createRandom(seed, 'windows', epoch).permutation(Math.ceil(count / order.photographs));
  const groups = Math.ceil(windows.length / order.windows);
  return Array.from({ length: groups }, (_, group) => [
    ...windows.subarray(group * order.windows, (group + 1) * order.windows),
  ]);
}

const indicesOf = (window: number, photographs: number, count: number): number[] => {
  const first = window * photographs;
  return Array.from({ length: Math.min(photographs, count - first) }, (_, at) => first + at);
};
