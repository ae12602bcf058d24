import { describe, expect, test } from '@jest/globals';
import { createRandom } from '@resnet/random';
import type { Rgb, StatisticsView } from '../photo-statistics.js';
import { principalComponents, type Symmetric } from './principal-components.js';
import { createStatisticsSums } from './statistics-sums.js';

const view: StatisticsView = { kind: 'center-crop', shorterSide: 4, size: 3 };

const randomView = (image: number): Uint8Array => {
  const random = createRandom(1, 'view', image);
  return Uint8Array.from({ length: 27 }, () => random.integer(256));
};

describe('statistics', () => {
  test('are those of all pixels, computed another way', () => {
    const sums = createStatisticsSums(view);
    const views = [0, 1, 2, 3, 4].map(randomView);
    for (const one of views) sums.add(one);
    const { mean, deviation, meanImage, images } = sums.statistics();
    expect(images).toBe(5);
    for (const channel of [0, 1, 2]) {
      const values = views.flatMap((one) => [...one].filter((_, at) => at % 3 === channel));
      const average = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length;
      expect(mean[channel]).toBeCloseTo(average, 10);
      expect(deviation[channel]).toBeCloseTo(Math.sqrt(variance), 10);
    }
    const expected = [...meanImage].map((_, at) => views.reduce((sum, one) => sum + (one[at] ?? 0), 0) / 5);
    expect(meanImage).toEqual(Float32Array.from(expected));
  });

  test('are the same to the bit in any order, and when they were saved between', () => {
    const views = [0, 1, 2, 3, 4, 5].map(randomView);
    const forward = createStatisticsSums(view);
    for (const one of views) forward.add(one);
    const first = createStatisticsSums(view);
    for (const one of views.slice(3).reverse()) first.add(one);
    const second = createStatisticsSums(view, first.save());
    for (const one of views.slice(0, 3)) second.add(one);
    expect(second.statistics()).toEqual(forward.statistics());
  });

  test('have the direction along which colours differ as their first component', () => {
    const sums = createStatisticsSums(view);
    const random = createRandom(2, 'direction');
    for (let image = 0; image < 50; image++) {
      const along = random.integer(100) - 50;
      sums.add(Uint8Array.from({ length: 27 }, (_, at) => 128 + [1, 1, -1][at % 3]! * along + random.integer(3)));
    }
    const [first] = sums.statistics().principalComponents.eigenvectors;
    const third = Math.sqrt(1 / 3);
    for (const [at, value] of [third, third, -third].entries()) expect(first[at]).toBeCloseTo(value, 2);
  });
});

describe('principal components', () => {
  const covariance: Symmetric = [
    [0.0763, 0.0698, 0.0685],
    [0.0698, 0.0742, 0.0749],
    [0.0685, 0.0749, 0.0864],
  ];

  test('put the covariance together again', () => {
    const { eigenvalues, eigenvectors } = principalComponents(covariance);
    for (const row of [0, 1, 2]) {
      for (const column of [0, 1, 2]) {
        const sum = eigenvectors.reduce(
          (all, vector, at) => all + eigenvalues[at]! * vector[row]! * vector[column]!,
          0,
        );
        expect(sum).toBeCloseTo(covariance[row]![column]!, 14);
      }
    }
  });

  test('are at right angles, of length one, the largest first', () => {
    const { eigenvalues, eigenvectors } = principalComponents(covariance);
    expect([...eigenvalues].sort((a, b) => b - a)).toEqual(eigenvalues);
    const product = (a: Rgb, b: Rgb) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
    for (const [i, a] of eigenvectors.entries()) {
      for (const [j, b] of eigenvectors.entries()) expect(product(a, b)).toBeCloseTo(i === j ? 1 : 0, 14);
    }
  });

  test('have no variance below zero where pictures are grey', () => {
    for (let tenths = 1; tenths <= 50; tenths++) {
      const row = [tenths / 70, tenths / 70, tenths / 70] as const;
      for (const eigenvalue of principalComponents([row, row, row]).eigenvalues) {
        expect(eigenvalue).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
