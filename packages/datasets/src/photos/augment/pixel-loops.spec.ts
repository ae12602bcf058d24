import { describe, expect, test } from '@jest/globals';
import { createRandom } from '@resnet/random';
import { photoAddon } from '../photo-addon.js';
import type { PixelLoops, ViewToWrite } from './pixel-loops.js';
import type { Pixels } from './pixels.js';
import { portableLoops } from './portable-loops.js';
import { resizeRegion } from './resize-region.js';

const randomPixels = (width: number, height: number, seed: number): Pixels => {
  const random = createRandom(seed, 'pixels');
  return { width, height, bytes: Uint8Array.from({ length: width * height * 3 }, () => random.integer(256)) };
};

const written = (loops: PixelLoops, view: ViewToWrite): Float32Array => {
  const target = new Float32Array(view.width * view.height * 3);
  loops.writeView(view, target);
  return target;
};

const view: ViewToWrite = {
  ...{ resized: randomPixels(31, 17, 1), left: 3, top: 2, width: 23, height: 15, flip: false },
  ...{ shift: Float64Array.of(-60.3, 0.7, 91.1), clipped: false },
  ...{ mean: Float32Array.of(123.7, 116.3, 103.5), meanFlipped: false },
  scale: Float64Array.of(1 / 58, 1 / 57, 1 / 57.3),
};
const meanImage = Float32Array.from(randomPixels(view.width, view.height, 2).bytes, (byte) => byte / 3);

((photoAddon === null ? describe.skip : describe) as typeof describe)('the loops over pixels of the addon', () => {
  const addon = (): PixelLoops => {
    if (photoAddon === null) throw new Error('expected the addon to be built');
    return photoAddon;
  };

  test.each(['bilinear', 'bicubic'] as const)(
    'resize to the same bytes as those in JavaScript: %s',
    (interpolation) => {
      for (const [at, [width, height]] of [
        [1, 1],
        [2, 9],
        [37, 23],
        [90, 61],
        [40, 200],
      ].entries()) {
        const photo = randomPixels(37, 23, at);
        const size = { width: width ?? 0, height: height ?? 0 };
        const left = Math.floor(size.width / 3);
        // To the last row and column: behind them there is no byte to read.
        const region = { left, top: 0, width: size.width - left, height: size.height };
        const options = { size, region, interpolation };
        expect(resizeRegion(photo, options, addon())).toEqual(resizeRegion(photo, options, portableLoops));
      }
    },
  );

  test.each([
    {},
    { flip: true },
    { clipped: true },
    { mean: meanImage },
    { mean: meanImage, flip: true },
    { mean: meanImage, flip: true, meanFlipped: true, clipped: true },
    { left: 8, top: 2, width: 23, height: 15 },
    { left: 30, top: 16, width: 1, height: 1 },
  ])('write views of the same bits as those in JavaScript: %#', (changed) => {
    expect(written(addon(), { ...view, ...changed })).toEqual(written(portableLoops, { ...view, ...changed }));
  });

  test('refuse what lies beyond the pixels', () => {
    expect(() => written(addon(), { ...view, left: 9 })).toThrow('expected a view within the resized pixels');
    expect(() => written(addon(), { ...view, top: -1 })).toThrow('expected a view within the resized pixels');
    expect(() => written(addon(), { ...view, mean: meanImage.subarray(3) })).toThrow('expected three numbers');
    const few = { ...view.resized, bytes: view.resized.bytes.subarray(1) };
    expect(() => written(addon(), { ...view, resized: few })).toThrow('expected three bytes for each pixel');
    const weights = { taps: 2, first: Int32Array.of(0, 30), weights: new Int32Array(4) };
    const rows = { taps: 1, first: Int32Array.of(0), weights: new Int32Array(1) };
    expect(() => addon().resize(view.resized, weights, rows, new Uint8Array(6))).toThrow('expected weights of pixels');
    expect(() => addon().resize(view.resized, rows, rows, new Uint8Array(6))).toThrow('expected room');
  });

  test('refuse arrays of another kind, and memory that there is not', () => {
    const bytes = new Uint8Array(view.width * view.height * 3);
    expect(() => addon().writeView(view, bytes as unknown as Float32Array)).toThrow(
      'expected an array of another kind',
    );
    const mean = Uint8Array.of(1, 2, 3) as unknown as Float32Array;
    expect(() => written(addon(), { ...view, mean })).toThrow('expected an array of another kind');
  });
});
