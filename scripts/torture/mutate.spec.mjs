import { Buffer } from 'node:buffer';
import { expect, test } from '@jest/globals';
import { createRandom } from '@resnet/random';
import { mutate } from './mutate.mjs';

test('a mutation changes the bytes in every way there is, the same for the same seed', () => {
  const bytes = Buffer.from('iteration,loss\n3,2.5\n6,2.25\n');
  const mutated = (seed) => mutate(bytes, createRandom(seed, 'mutation'));
  const all = Array.from({ length: 200 }, (_, seed) => mutated(seed));
  expect(new Set(all.map(({ how }) => how)).size).toBe(5);
  expect(all.every(({ damaged }) => !damaged.equals(bytes))).toBe(true);
  expect(mutated(7)).toEqual(mutated(7));
});
