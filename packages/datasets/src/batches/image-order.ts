import { createRandom } from '@resnet/random';

/** The images of an epoch in random order: a permutation of 0 … count - 1. */
export const shuffledEpoch = (count: number, seed: number, epoch: number): Uint32Array =>
  createRandom(seed, 'shuffle', epoch).permutation(count);

/**
 * The image at each position of the endless row of epochs, of `count` images each. The orders of two epochs are kept,
 * since mini-batches are made ahead.
 */
export function createImageAt(count: number, orderOf: (epoch: number) => Uint32Array): (position: number) => number {
  const orders = new Map<number, Uint32Array>();
  return (position) => {
    const epoch = Math.floor(position / count);
    const order = orders.get(epoch) ?? orderOf(epoch);
    if (!orders.has(epoch)) {
      for (const other of orders.keys()) if (orders.size > 1) orders.delete(other);
      orders.set(epoch, order);
    }
    return order[position % count] ?? 0;
  };
}
