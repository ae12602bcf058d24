import { describe, expect, test } from '@jest/globals';
import { createRandom } from './create-random.js';

const take = (count: number, next: () => number) => Array.from({ length: count }, next);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a stream never changes: recorded runs depend on these numbers', () => {
  test('uniform', () => {
    const { uniform } = createRandom(1, 'shuffle', 0);
    expect(take(3, uniform)).toEqual([0.613033946043234, 0.1335263765578637, 0.5170010145753512]);
  });

  test('normal', () => {
    const { normal } = createRandom(1, 'initialization', 'stem/conv1/weights');
    expect(take(3, normal)).toEqual([-0.36397506043522637, -1.0024076628567304, -0.39133721647800795]);
  });

  test('integer', () => {
    const { integer } = createRandom(7, 'augmentation', 123);
    expect(take(12, () => integer(9))).toEqual([0, 1, 3, 1, 1, 4, 5, 1, 6, 6, 8, 0]);
    expect(integer(2 ** 32)).toBe(3927989887);
  });

  test('permutation', () => {
    expect([...createRandom(1, 'shuffle', 0).permutation(10)]).toEqual([9, 7, 6, 1, 0, 8, 4, 3, 2, 5]);
  });
});

describe('streams', () => {
  test('the same arguments give the same numbers, whatever else was drawn', () => {
    const first = createRandom(1, 'shuffle', 3);
    createRandom(1, 'shuffle', 4).uniform();
    expect(take(10, first.uniform)).toEqual(take(10, createRandom(1, 'shuffle', 3).uniform));
  });

  test('another seed, another name, another order or a number for its digits gives other numbers', () => {
    const streams = [
      createRandom(1),
      createRandom(2),
      createRandom(1, 'a'),
      createRandom(1, 'a', 2),
      createRandom(1, 2, 'a'),
      createRandom(1, 'a', '2'),
      createRandom(1, 'a2'),
    ];
    expect(new Set(streams.map((stream) => stream.uniform())).size).toBe(streams.length);
  });

  test('neighbouring streams are uncorrelated', () => {
    const count = 10_000;
    const left = createRandom(1, 'augmentation', 0);
    const right = createRandom(1, 'augmentation', 1);
    const products = take(count, () => (left.uniform() - 0.5) * (right.uniform() - 0.5));
    // One product has a standard deviation of 1/12; five of the mean's.
    expect(Math.abs(mean(products))).toBeLessThan(5 / 12 / Math.sqrt(count));
  });

  test('a seed that is not a whole number is refused', () => {
    expect(() => createRandom(NaN, 'shuffle')).toThrow('named by whole numbers and strings, got NaN');
    expect(() => createRandom(1, 'shuffle', 0.5)).toThrow('got 0.5');
  });
});

describe('distributions', () => {
  test('uniform numbers lie in [0, 1) and average one half', () => {
    const values = take(100_000, createRandom(1, 'uniform').uniform);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(mean(values)).toBeCloseTo(0.5, 2);
  });

  test('normal numbers have the moments of the normal distribution', () => {
    const values = take(100_000, createRandom(1, 'normal').normal);
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 1);
    expect(mean(values.map((value) => value ** 3))).toBeCloseTo(0, 0);
    expect(Math.abs(mean(values.map((value) => value ** 4)) - 3)).toBeLessThan(0.15);
  });

  test('each integer below n comes up as often as any other', () => {
    const { integer } = createRandom(1, 'integer');
    const counts = new Array<number>(9).fill(0);
    for (const value of take(90_000, () => integer(9))) counts[value] = (counts[value] ?? 0) + 1;
    expect(counts).toHaveLength(9);
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  test('an impossible number of integers is refused', () => {
    const { integer } = createRandom(1);
    for (const n of [0, -1, 1.5, NaN, 2 ** 32 + 1]) expect(() => integer(n)).toThrow(`got ${n}`);
  });

  test('a permutation of 50,000 holds each number once, and few in their place', () => {
    const order = createRandom(1, 'shuffle', 0).permutation(50_000);
    expect([...order].sort((a, b) => a - b)).toEqual(take(50_000, counter()));
    expect(order.filter((value, index) => value === index).length).toBeLessThan(10);
  });

  test('nothing and one thing have one permutation each', () => {
    expect([...createRandom(1).permutation(0)]).toEqual([]);
    expect([...createRandom(1).permutation(1)]).toEqual([0]);
  });

  test('every order of three comes up equally often', () => {
    const { permutation } = createRandom(1, 'orders');
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const order = permutation(3).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

function counter(): () => number {
  let next = 0;
  return () => next++;
}
