import { describe, expect, test } from '@jest/globals';
import { filterWeights, weightBits } from './filter-weights.js';
import type { Interpolation } from './photo-augmentation.js';
import type { Pixels } from './pixels.js';
import { resizeRegion } from './resize-region.js';

const pattern = (width: number, height: number): Pixels => {
  const bytes = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return (37 * (pixel % width) + 91 * Math.floor(pixel / width) + 53 * (at % 3)) % 256;
  });
  return { width, height, bytes };
};

const whole = (photo: Pixels, width: number, height: number, interpolation: Interpolation) =>
  resizeRegion(photo, { size: { width, height }, region: { left: 0, top: 0, width, height }, interpolation });

describe('a photograph resized', () => {
  // Pillow 13.0.0: Image.fromarray(pattern).resize((width, height), filter), pixels 1 and 2 of rows 1 and 2.
  test.each([
    ['bilinear', 4, 3, [116, 141, 125, 129, 136, 138, 113, 132, 142, 119, 139, 121]],
    ['bilinear', 16, 9, [81, 134, 187, 106, 159, 174, 151, 144, 144, 152, 116, 138]],
    ['bicubic', 4, 3, [112, 137, 123, 131, 142, 142, 115, 132, 144, 118, 137, 115]],
    ['bicubic', 16, 9, [71, 135, 209, 103, 173, 192, 170, 152, 154, 169, 111, 144]],
  ] as const)('is what Pillow makes of it: %s to %i by %i', (interpolation, width, height, expected) => {
    const region = { left: 1, top: 1, width: 2, height: 2 };
    const resized = resizeRegion(pattern(11, 7), { size: { width, height }, region, interpolation });
    expect([...resized.bytes]).toEqual(expected);
  });

  test.each(['bilinear', 'bicubic'] as const)('is the same in parts as in one: %s', (interpolation) => {
    for (const [width, height] of [
      [9, 13],
      [60, 71],
      [31, 23],
    ] as const) {
      const photo = pattern(31, 23);
      const all = whole(photo, width, height, interpolation);
      const region = { left: 4, top: 5, width: 5, height: 8 };
      const part = resizeRegion(photo, { size: { width, height }, region, interpolation });
      const cut = Array.from({ length: 8 }, (_, row) => {
        const start = ((5 + row) * width + 4) * 3;
        return [...all.bytes.subarray(start, start + 15)];
      });
      expect([...part.bytes]).toEqual(cut.flat());
    }
  });

  test.each([
    [6, 5],
    [5, 200],
    [200, 3],
  ])('to its own size is the photograph itself: %i by %i', (width, height) => {
    expect(whole(pattern(width, height), width, height, 'bilinear')).toEqual(pattern(width, height));
  });

  test('of one pixel is that pixel everywhere', () => {
    const resized = whole({ width: 1, height: 1, bytes: Uint8Array.of(3, 200, 90) }, 5, 4, 'bicubic');
    expect([...resized.bytes]).toEqual(Array.from({ length: 20 }, () => [3, 200, 90]).flat());
  });
});

test('weights of a pixel add up to one, but for their own rounding', () => {
  for (const interpolation of ['bilinear', 'bicubic'] as const) {
    for (const to of [3, 40, 100, 333]) {
      const { taps, first, weights } = filterWeights({ from: 100, to, start: 0, length: to }, interpolation);
      for (const [pixel, low] of first.entries()) {
        const sum = weights.subarray(pixel * taps, (pixel + 1) * taps).reduce((sum, weight) => sum + weight, 0);
        expect(Math.abs(sum - 2 ** weightBits)).toBeLessThanOrEqual(taps);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low + taps).toBeLessThanOrEqual(100);
      }
    }
  }
});
