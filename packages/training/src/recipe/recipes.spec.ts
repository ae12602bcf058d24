import { describe, expect, test } from '@jest/globals';
import { imagenetAugmentation } from '@resnet/datasets';
import { cifarRecipe, cifarWarmUpRecipe } from './cifar-recipe.js';
import { imagenetRecipe } from './imagenet-recipe.js';
import { rateAt } from './rate-at.js';
import { scaleRecipe } from './scale-recipe.js';

const rates = (iterations: readonly number[], recipe = cifarRecipe, warmingUp = false) =>
  iterations.map((iteration) => rateAt(recipe.schedule, { iteration, warmingUp }));

describe('the recipe of section 4.2', () => {
  test('has the numbers of the paper', () => {
    expect(cifarRecipe).toMatchObject({ batchSize: 128, momentum: 0.9, weightDecay: 1e-4 });
    expect(cifarRecipe.schedule).toMatchObject({ iterations: 64_000, rate: 0.1, warmUp: null });
  });

  test('divides the rate by ten at 32k and 48k iterations', () => {
    expect(rates([0, 31_999, 32_000, 47_999, 48_000, 63_999])).toEqual([0.1, 0.1, 0.01, 0.01, 0.001, 0.001]);
  });

  test('warms 110 layers up at 0.01, and never above the schedule', () => {
    expect(rates([0, 399], cifarWarmUpRecipe, true)).toEqual([0.01, 0.01]);
    expect(rates([400, 32_000], cifarWarmUpRecipe)).toEqual([0.1, 0.01]);
    expect(rates([48_000], cifarWarmUpRecipe, true)).toEqual([0.001]);
    expect(cifarWarmUpRecipe.schedule.warmUp).toEqual({ rate: 0.01, untilError: 80, window: 100 });
  });
});

test('the recipe of section 3.4 augments photographs as the data sets do by default', () => {
  expect(imagenetRecipe.photographs.augmentation).toEqual(imagenetAugmentation);
  expect(imagenetRecipe).toMatchObject({ batchSize: 256, batchStatistics: 32, momentum: 0.9, weightDecay: 1e-4 });
});

describe('a budget', () => {
  test.each([
    ['paper', 64_000, 32_000, 48_000],
    ['short', 8_000, 4_000, 6_000],
    ['quick', 1_000, 500, 750],
    ['glance', 400, 200, 300],
    ['smoke', 8, 4, 6],
  ] as const)('%s scales iterations and every boundary by one factor', (budget, iterations, first, second) => {
    const { schedule } = scaleRecipe(cifarRecipe, budget);
    expect(schedule.iterations).toBe(iterations);
    expect(schedule).toMatchObject({
      drops: [
        { at: first, factor: 0.1 },
        { at: second, factor: 0.1 },
      ],
    });
    expect(schedule.rate).toBe(0.1);
  });

  test.each([
    ['paper', 0.08],
    ['short', 0.08],
    ['quick', 0.08],
    ['glance', 0.11],
  ] as const)('%s draws a curve and spends under %p of its time on evaluation', (budget, most) => {
    const { schedule, log } = scaleRecipe(cifarRecipe, budget);
    const { iterations } = schedule;
    expect(iterations / log.trainingEvery).toBeGreaterThanOrEqual(20);
    // 10,000 images forward, where an iteration is 128 images forward and twice as much backward.
    const iterationsPerEvaluation = 10_000 / 128 / 3;
    const share = (Math.ceil(iterations / log.evaluationEvery) * iterationsPerEvaluation) / iterations;
    expect(share).toBeLessThan(most);
    expect(iterations / log.checkpointEvery).toBeGreaterThanOrEqual(4);
  });

  test('shrinks the window of the warm-up, never its threshold', () => {
    const warmUps = (['paper', 'short', 'quick'] as const).map(
      (budget) => scaleRecipe(cifarWarmUpRecipe, budget).schedule.warmUp,
    );
    expect(warmUps).toEqual([100, 13, 10].map((window) => ({ rate: 0.01, untilError: 80, window })));
  });

  test('evaluates the test set every 400 iterations, so a glance once', () => {
    const glance = scaleRecipe(cifarRecipe, 'glance');
    expect(glance.log.evaluationEvery).toBe(400);
    expect(glance.schedule.iterations).toBe(400);
  });

  test('evaluates the whole training set at its end, but not a glance', () => {
    expect(scaleRecipe(cifarRecipe, 'glance').log.trainingSetEvaluation).toBe('never');
    expect(scaleRecipe(cifarRecipe, 'quick').log).not.toHaveProperty('trainingSetEvaluation');
  });

  test('measures signals after as many iterations as on any other', () => {
    const log = { ...cifarRecipe.log, signalsAt: [0, 10, 1000] };
    expect(scaleRecipe({ ...cifarRecipe, log }, 'quick').log.signalsAt).toEqual([0, 10, 1000]);
    expect(scaleRecipe(cifarRecipe, 'quick').log).not.toHaveProperty('signalsAt');
  });

  test('rounds boundaries up that it does not divide, so that any recipe has every budget', () => {
    const drops = [{ at: 10_001, factor: 0.1 }];
    const recipe = {
      ...cifarRecipe,
      schedule: { kind: 'drops', iterations: 20_000, rate: 0.1, warmUp: null, drops },
    } as const;
    const scaled = (['short', 'quick', 'glance', 'smoke'] as const).map(
      (budget) => scaleRecipe(recipe, budget).schedule,
    );
    expect(scaled.map(({ iterations }) => iterations)).toEqual([2500, 313, 125, 3]);
    expect(scaled).toMatchObject([1251, 157, 63, 2].map((at) => ({ drops: [{ at, factor: 0.1 }] })));
  });
});
