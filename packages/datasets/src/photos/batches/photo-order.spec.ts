import { describe, expect, test } from '@jest/globals';
import { epochOrder, type PhotoOrder } from './photo-order.js';

const windows: PhotoOrder = { kind: 'windows', photographs: 8, windows: 3 };
const orderOf = (order: PhotoOrder, epoch: number, seed = 1) => [...epochOrder({ count: 100, seed, order }, epoch)];
const inOrder = Array.from({ length: 100 }, (_, index) => index);

describe.each([[{ kind: 'random' } as const], [windows]])('an epoch in order %j', (order) => {
  test('shows each photograph once', () => {
    expect(orderOf(order, 0).sort((a, b) => a - b)).toEqual(inOrder);
  });

  test('is a function of seed and epoch, and no other epoch is like it', () => {
    expect(orderOf(order, 3)).toEqual(orderOf(order, 3));
    expect(orderOf(order, 4)).not.toEqual(orderOf(order, 3));
    expect(orderOf(order, 3, 2)).not.toEqual(orderOf(order, 3));
  });
});

describe('windows', () => {
  test('are read as wholes, a few at a time', () => {
    // The last window has four photographs, so a group with it is shorter.
    const order = orderOf(windows, 0);
    const groups: Set<number>[] = [];
    for (let start = 0; start < 100;) {
      const group = new Set<number>();
      let end = start;
      while (end < 100 && (group.size < 3 || group.has(Math.floor(order[end]! / 8)))) {
        group.add(Math.floor(order[end]! / 8));
        end++;
      }
      groups.push(group);
      start = end;
    }
    expect(groups.flatMap((group) => [...group]).sort((a, b) => a - b)).toEqual(inOrder.slice(0, 13));
    expect(groups).toHaveLength(5);
  });

  test('never change: recorded runs depend on them', () => {
    expect(orderOf({ kind: 'windows', photographs: 3, windows: 2 }, 0).slice(0, 6)).toMatchInlineSnapshot(`
      [
        88,
        87,
        82,
        89,
        81,
        83,
      ]
    `);
    expect(orderOf({ kind: 'random' }, 0).slice(0, 6)).toMatchInlineSnapshot(`
      [
        91,
        96,
        42,
        76,
        81,
        6,
      ]
    `);
  });
});
