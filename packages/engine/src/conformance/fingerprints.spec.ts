import { expect, test } from '@jest/globals';
import { fingerprint, fingerprints } from './fingerprints.js';

test('arrays of the same bits have the same fingerprint, wherever they lie', () => {
  expect(fingerprint(Float32Array.of(0, 1, NaN, 3).subarray(1))).toBe(fingerprint(Float32Array.of(1, NaN, 3)));
});

test.each([
  ['one number', Float32Array.of(1, 2.0000002, 3)],
  ['a sign of zero', Float32Array.of(1, 2, -0)],
  ['a number more', Float32Array.of(1, 2, 0, 0)],
])('%s makes another fingerprint', (_, other) => {
  expect(fingerprint(other)).not.toBe(fingerprint(Float32Array.of(1, 2, 0)));
});

test('each array of several has its own', () => {
  const [one, two] = [Float32Array.of(1), Float32Array.of(2)];
  const expected = new Map([['one', fingerprint(one)]]).set('two', fingerprint(two));
  expect(fingerprints(new Map([['one', one]]).set('two', two))).toEqual(expected);
});
