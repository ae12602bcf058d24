import { describe, expect, test } from '@jest/globals';
import type { PhotoTransform } from './photo-transform.js';
import type { Pixels } from './pixels.js';
import { renderViews } from './render-views.js';
import type { ViewPlan } from './view-plan.js';

/** Three by two pixels: red counts pixels, green is 100, blue is 250. */
const photo: Pixels = {
  width: 3,
  height: 2,
  bytes: Uint8Array.from([0, 1, 2, 3, 4, 5].flatMap((pixel) => [pixel, 100, 250])),
};
const none: PhotoTransform = { mean: Float32Array.of(0, 0, 0), divisor: [1, 1, 1] };
const view = { left: 1, top: 0, width: 2, height: 2, flip: false };
const plan: ViewPlan = {
  size: { width: 3, height: 2 },
  interpolation: 'bilinear',
  views: [view],
  shift: null,
  meanPlace: 'after-flip',
};

const render = (changed: Partial<ViewPlan> = {}, transform = none) => {
  const made = { ...plan, ...changed };
  const target = new Float32Array(made.views.length * 12);
  renderViews(photo, made, transform, target);
  return target;
};
const channel = (numbers: Float32Array, channel: number) => [...numbers].filter((_, at) => at % 3 === channel);

describe('views of a photograph', () => {
  test('are cut out, in RGB', () => {
    expect(channel(render(), 0)).toEqual([1, 2, 4, 5]);
    expect(channel(render(), 1)).toEqual([100, 100, 100, 100]);
    expect(channel(render(), 2)).toEqual([250, 250, 250, 250]);
  });

  test('are flipped', () => {
    expect(channel(render({ views: [{ ...view, flip: true }] }), 0)).toEqual([2, 1, 5, 4]);
  });

  test('follow one another', () => {
    const views = [view, { ...view, left: 0 }];
    expect(channel(render({ views }), 0)).toEqual([1, 2, 4, 5, 0, 1, 3, 4]);
  });

  test('have a mean subtracted and are divided, by channel', () => {
    const numbers = render({}, { mean: Float32Array.of(1, 50, 0), divisor: [2, 25, 50] });
    expect([...numbers.subarray(0, 6)]).toEqual([0, 2, 5, 0.5, 2, 5]);
  });

  test('have a mean subtracted by pixel, where the network sees it or flipped with the crop', () => {
    const mean = Float32Array.from([0, 10, 20, 30].flatMap((red) => [red, 0, 0]));
    const transform = { ...none, mean };
    const flipped = [{ ...view, flip: true }];
    expect(channel(render({}, transform), 0)).toEqual([1, -8, -16, -25]);
    expect(channel(render({ views: flipped }, transform), 0)).toEqual([2, -9, -15, -26]);
    expect(channel(render({ views: flipped, meanPlace: 'before-flip' }, transform), 0)).toEqual([-8, 1, -25, -16]);
  });

  test('of another size than the mean have its average subtracted', () => {
    const mean = Float32Array.from([0, 10, 20, 30].flatMap((red) => [red, 5, 0]));
    const whole = { left: 0, top: 0, width: 3, height: 2, flip: false };
    const target = new Float32Array(18);
    renderViews(photo, { ...plan, views: [whole] }, { ...none, mean }, target);
    expect(channel(target, 0)).toEqual([-15, -14, -13, -12, -11, -10]);
    expect(channel(target, 1)).toEqual([95, 95, 95, 95, 95, 95]);
  });

  test('are shifted in colour, beyond the range of a byte or clipped to it', () => {
    const rgb = [-3, 0.5, 10] as const;
    const free = render({ shift: { rgb, range: 'unbounded' } });
    expect([...free.subarray(0, 3)]).toEqual([-2, 100.5, 260]);
    const clipped = render({ shift: { rgb, range: 'clipped' } });
    expect([...clipped.subarray(0, 3)]).toEqual([0, 100.5, 255]);
  });
});
