import { countMultiplyAdds, type Network } from '@resnet/models';
import type { Recipe } from '../recipe/index.js';

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
  /** Images per evaluation; where not given, those of the test or validation set that the network is designed for. */
  readonly evaluationImages?: number;
  /** Where not given, those of the training set that the network is designed for, less the ones held out. */
  readonly trainingImages?: number;
}

/** Backward is a gradient to the input and one to the weights, each as much work as forward. */
const passesPerIteration = 3;

/** What a run computes, training and evaluation, so that its hours can be told before it starts. */
export const estimateCost = ({ network, recipe, ...images }: CostOptions): RunCost => {
  const { schedule, batchSize, log } = recipe;
  const forward = countMultiplyAdds(network);
  const evaluations = Math.ceil(schedule.iterations / log.evaluationEvery);
  const training = passesPerIteration * forward * batchSize * schedule.iterations;
  const { evaluationImages = heldOutImages(network, recipe), trainingImages = trainedImages(network, recipe) } = images;
  const evaluation = forward * (evaluations * evaluationImages + passesAtEnd(recipe) * trainingImages);
  return { training, evaluation, total: training + evaluation };
};

const heldOutImages = ({ dataset }: Network, { trainingSet }: Recipe): number => {
  if (dataset === 'imagenet') return 50_000;
  return trainingSet === '45k' ? 5_000 : 10_000;
};

/** Over the training images: one evaluates them, and one takes the exact average of their statistics. */
const passesAtEnd = ({ testStatistics, log }: Recipe): number =>
  (log.trainingSetEvaluation === 'never' ? 0 : 1) + (testStatistics === 'exact-average' ? 1 : 0);

const trainedImages = ({ dataset }: Network, { trainingSet }: Recipe): number => {
  if (dataset === 'imagenet') return 1_281_167;
  return trainingSet === '45k' ? 45_000 : 50_000;
};
