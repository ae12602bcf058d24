import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Random } from './random.js';

/**
 * The stream of random numbers that belongs to a seed and names, such as `createRandom(1, 'shuffle', epoch)`: always the
 * same numbers for the same arguments, independent of every other stream. So nothing is carried from one epoch or
 * iteration to the next, and a resumed run needs no saved random state. Numbers among the arguments are whole numbers.
 */
export function createRandom(seed: number, ...stream: readonly (string | number)[]): Random {
  const generator = xoroshiro128plusFromState(initialState([seed, ...stream]));
  const integer = (n: number) => uniformInt(generator, 0, checkedSize(n) - 1);
  return {
    uniform: () => uniformFloat64(generator),
    normal: createNormal(generator),
    integer,
    permutation: (n) => permute(n, integer),
  };
}

/** The generator's 128 bits are the first of a SHA-256, so that seeds 1 and 2 start as far apart as any other two. */
function initialState(name: readonly (string | number)[]): number[] {
  for (const part of name) {
    if (typeof part === 'number' && !Number.isSafeInteger(part)) {
      throw new RangeError(`a random stream is named by whole numbers and strings, got ${part}`);
    }
  }
  const digest = createHash('sha256').update(JSON.stringify(name)).digest();
  return [0, 4, 8, 12].map((offset) => digest.readInt32LE(offset));
}

function checkedSize(n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
    throw new RangeError(`integer(n) needs a whole number from 1 to 2^32, got ${n}`);
  }
  return n;
}

/** Marsaglia's polar method: two normal numbers from a point in the unit disc, the second kept for the next call. */
function createNormal(generator: RandomGenerator): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const normal = spare;
      spare = null;
      return normal;
    }
    let x, y, square;
    do {
      x = 2 * uniformFloat64(generator) - 1;
      y = 2 * uniformFloat64(generator) - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const scale = Math.sqrt((-2 * Math.log(square)) / square);
    spare = y * scale;
    return x * scale;
  };
}

/** Fisher and Yates's shuffle. */
function permute(n: number, integer: (n: number) => number): Uint32Array {
  const order = new Uint32Array(n).map((_, index) => index);
  for (let last = n - 1; last > 0; last--) {
    const other = integer(last + 1);
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}
