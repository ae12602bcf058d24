import { countMultiplyAdds, type Network } from '@resnet/models';
import type { Recipe } from './recipe.js';

/** Multiply-adds of a run. What memory it takes only its session knows: see `createTrainingSession`. */
export interface RunCost {
  readonly training: number;
  readonly evaluation: number;
  readonly total: number;
}

export interface CostOptions {
  readonly network: Network;
  /** With its budget applied. */
  readonly recipe: Recipe;
  /** Images per evaluation; those of the data set's test or validation images where not given. */
  readonly evaluationImages?: number;
}

/** Backward is a gradient to the input and one to the weights, each as much work as forward. */
const passesPerIteration = 3;

/** What a run computes, training and evaluation, so that its hours can be told before it starts. */
export const estimateCost = ({ network, recipe, evaluationImages }: CostOptions): RunCost => {
  const { schedule, batchSize, log } = recipe;
  const forward = countMultiplyAdds(network);
  const evaluations = Math.ceil(schedule.iterations / log.evaluationEvery);
  const training = passesPerIteration * forward * batchSize * schedule.iterations;
  const images = evaluations * (evaluationImages ?? heldOutImages(network, recipe)) + statisticsImages(network, recipe);
  const evaluation = forward * images;
  return { training, evaluation, total: training + evaluation };
};

const heldOutImages = ({ dataset }: Network, { trainingSet }: Recipe): number => {
  if (dataset === 'imagenet') return 50_000;
  return trainingSet === '45k' ? 5_000 : 10_000;
};

/** The exact average passes over the training images once. */
const statisticsImages = ({ dataset }: Network, { testStatistics, trainingSet }: Recipe): number => {
  if (testStatistics === 'moving-average') return 0;
  if (dataset === 'imagenet') return 1_281_167;
  return trainingSet === '45k' ? 45_000 : 50_000;
};
