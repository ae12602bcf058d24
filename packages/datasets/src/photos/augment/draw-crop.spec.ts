import { describe, expect, test } from '@jest/globals';
import { createRandom, type Random } from '@resnet/random';
import { drawCrop } from './draw-crop.js';
import type { PhotoStatistics } from '../photo-statistics.js';
import { checkAugmentation, imagenetAugmentation, type PhotoAugmentation } from './photo-augmentation.js';

type Components = PhotoStatistics['principalComponents'];

const photo = { width: 500, height: 375 };
const principalComponents = {
  eigenvalues: [0.2, 0.02, 0.005],
  eigenvectors: [
    [0.6, 0.8, 0],
    [0.8, -0.6, 0],
    [0, 0, 1],
  ],
} as const;

const draw = (stream: number, augmentation: PhotoAugmentation = imagenetAugmentation) =>
  drawCrop(photo, { augmentation, principalComponents, random: createRandom(1, 'augmentation', stream) });

const plans = Array.from({ length: 3000 }, (_, stream) => draw(stream));

describe('a training crop', () => {
  test('has a shorter side of 256 to 480, both ends among them, and the proportions of the photograph', () => {
    const sides = plans.map(({ size }) => size.height);
    expect([Math.min(...sides), Math.max(...sides)]).toEqual([256, 480]);
    expect(new Set(sides).size).toBe(480 - 256 + 1);
    for (const { size } of plans) expect(size.width).toBe(Math.trunc((size.height * 4) / 3));
  });

  test('is 224 by 224 anywhere in the resized photograph', () => {
    for (const { size, views } of plans) {
      expect(views).toHaveLength(1);
      for (const { left, top, width, height } of views) {
        expect([width, height]).toEqual([224, 224]);
        expect(left >= 0 && left <= size.width - 224 && top >= 0 && top <= size.height - 224).toBe(true);
      }
    }
    const ends = plans.filter(({ size, views }) => views[0]!.left === size.width - 224 || views[0]!.left === 0);
    expect(ends.length).toBeGreaterThan(0);
  });

  test('is flipped one time in two', () => {
    const flipped = plans.filter(({ views }) => views[0]!.flip).length;
    // Five standard deviations.
    expect(Math.abs(flipped - 1500)).toBeLessThan(5 * Math.sqrt(3000 / 4));
    expect(
      Array.from({ length: 50 }, (_, at) => draw(at, { ...imagenetAugmentation, flip: 'never' }).views[0]!.flip),
    ).not.toContain(true);
  });

  test('has the shape of its crop where only its colours are switched off', () => {
    const { size, views, shift } = draw(3, { ...imagenetAugmentation, colour: { kind: 'none' } });
    expect({ size, views }).toEqual({ size: plans[3]!.size, views: plans[3]!.views });
    expect(shift).toBeNull();
  });
});

describe('the colour shift', () => {
  const ones: Random = { ...createRandom(1), normal: () => 1 };
  const shiftOf = (magnitude: 'eigenvalue' | 'square-root', components: Components = principalComponents) =>
    drawCrop(photo, {
      augmentation: {
        ...imagenetAugmentation,
        colour: { kind: 'pca', deviation: 0.1, magnitude, range: 'unbounded' },
      },
      principalComponents: components,
      random: ones,
    }).shift!.rgb;

  test('is the sum of eigenvectors times alpha times eigenvalue, of colours from 0 to 1', () => {
    const [red, green, blue] = shiftOf('eigenvalue');
    expect(red).toBeCloseTo(0.1 * (0.6 * 0.2 + 0.8 * 0.02) * 255);
    expect(green).toBeCloseTo(0.1 * (0.8 * 0.2 - 0.6 * 0.02) * 255);
    expect(blue).toBeCloseTo(0.1 * 0.005 * 255);
  });

  test('or times the root of the eigenvalue', () => {
    expect(shiftOf('square-root')[2]).toBeCloseTo(0.1 * Math.sqrt(0.005) * 255);
  });

  test('is none along a direction without variance, which rounding may have put below zero', () => {
    const grey = { ...principalComponents, eigenvalues: [0.2, 0, -5.6e-23] } as const;
    expect(shiftOf('square-root', grey)[2]).toBe(0);
  });

  test('has alphas of mean 0 and standard deviation 0.1', () => {
    const alphas = plans.map(({ shift }) => shift!.rgb[2] / (0.005 * 255));
    const mean = alphas.reduce((sum, alpha) => sum + alpha, 0) / alphas.length;
    const deviation = Math.sqrt(alphas.reduce((sum, alpha) => sum + alpha ** 2, 0) / alphas.length);
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(deviation - 0.1)).toBeLessThan(0.007);
  });
});

test('an augmentation that cannot be carried out is refused', () => {
  const check = (changed: Partial<PhotoAugmentation>) => () =>
    checkAugmentation({ ...imagenetAugmentation, ...changed });
  expect(check({})).not.toThrow();
  expect(check({ cropSize: 112, shorterSide: { from: 128, to: 240 } })).not.toThrow();
  expect(check({ cropSize: 257 })).toThrow('at most the least shorter side, 256, got crops of 257');
  expect(check({ shorterSide: { from: 300, to: 256 } })).toThrow('got 300 to 256');
  expect(check({ cropSize: 1.5 })).toThrow('whole pixels, got 1.5');
});
