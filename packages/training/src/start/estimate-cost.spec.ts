import { expect, test } from '@jest/globals';
import { countMultiplyAdds, residualNetwork } from '@resnet/models';
import { cifarRecipe, scaleRecipe } from '../recipe/index.js';
import { estimateCost } from './estimate-cost.js';

const network = residualNetwork({ depth: 20 });
const forward = countMultiplyAdds(network);

test('training costs three passes over each image', () => {
  const { training } = estimateCost({ network, recipe: cifarRecipe });
  expect(training).toBe(3 * forward * 128 * 64_000);
  // 31 GFLOP, an addition and a multiplication each, per iteration.
  expect((2 * training) / 64_000).toBeCloseTo(31e9, -9);
});

test('evaluation costs one pass over the test images, each time and at the end, and then one over the training images', () => {
  const recipe = scaleRecipe(cifarRecipe, 'quick');
  const { training, evaluation, total } = estimateCost({ network, recipe });
  expect(evaluation).toBe(forward * (3 * 10_000 + 50_000));
  expect(total).toBe(training + evaluation);
  const smoke = { evaluationImages: 96, trainingImages: 96 };
  expect(estimateCost({ network, recipe, ...smoke }).evaluation).toBe(forward * (3 * 96 + 96));
});

test('a glance costs one pass over the test images and none over the training images', () => {
  const recipe = scaleRecipe(cifarRecipe, 'glance');
  expect(estimateCost({ network, recipe }).evaluation).toBe(forward * 10_000);
});

test('the 45k split is evaluated on fewer images, and exact statistics cost a second pass over the training images', () => {
  const recipe = { ...scaleRecipe(cifarRecipe, 'quick'), trainingSet: '45k', testStatistics: 'exact-average' } as const;
  expect(estimateCost({ network, recipe }).evaluation).toBe(forward * (3 * 5_000 + 2 * 45_000));
});
