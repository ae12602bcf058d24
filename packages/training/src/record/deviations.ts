import type { Precision } from '@resnet/engine';
import type { Network } from '@resnet/models';
import type { BudgetName } from '@resnet/run-log';
import { paperRecipe, type Recipe, scaleRecipe, smokeImages, statisticsGroup } from '../recipe/index.js';
import { paperGpus } from './paper-gpus.js';
import { photographDeviations } from './photograph-deviations.js';
import { dropsText, warmUpText } from './schedule-text.js';
import { networkRecord } from './network-record.js';

export interface DeviationOptions {
  readonly network: Network;
  /** At the paper's budget. */
  readonly recipe: Recipe;
  readonly budget: BudgetName;
  /** The name of the data set; the paper's that the network is made for where not given. */
  readonly dataset?: string;
  readonly precision: Precision;
}

/** Where a run differs from the paper, or from the default declared for what the paper leaves open, as sentences. */
export const deviations = (options: DeviationOptions): string[] =>
  [
    budgetDeviation(options),
    precisionDeviation(options),
    datasetDeviation(options),
    statisticsDeviation(options),
    ...protocolDeviations(options.recipe, paperRecipe(options.network)),
    ...choiceDeviations(options.recipe, paperRecipe(options.network)),
    ...photographDeviations(options.recipe),
    ...shortcutDeviations(options.network),
  ].filter((sentence) => sentence !== null);

const budgetDeviation = ({ recipe, budget }: DeviationOptions): string | null => {
  if (budget === 'paper') return null;
  const { iterations } = scaleRecipe(recipe, budget).schedule;
  const images =
    budget === 'smoke' ? ` on ${smokeImages.perSet} images in mini-batches of ${smokeImages.perBatch}` : '';
  return `Budget ${budget}: ${iterations} iterations instead of ${recipe.schedule.iterations}${images}.`;
};

const precisionDeviation = ({ precision }: DeviationOptions): string | null =>
  precision === 'bf16' ? 'Activations and their gradients are kept in bf16; weights and statistics in f32.' : null;

const datasetDeviation = ({ network, dataset = network.dataset }: DeviationOptions): string | null =>
  dataset === network.dataset
    ? null
    : `Trained on ${dataset}, ${network.classes} classes in images of ${network.input.height} pixels, instead of ${network.dataset}.`;

const statisticsDeviation = ({ network, recipe, budget }: DeviationOptions): string | null => {
  const images = statisticsGroup(scaleRecipe(recipe, budget));
  const { imagesEach, inWords } = paperGpus[network.dataset];
  return images === imagesEach
    ? null
    : `Batch statistics are taken over ${images} images in a single process; the paper split ${paperRecipe(network).batchSize} over ${inWords}.`;
};

const protocolDeviations = (recipe: Recipe, paper: Recipe): (string | null)[] => {
  const { schedule, batchSize, momentum, weightDecay, augmentation } = recipe;
  return [
    differs('Mini-batches of', batchSize, paper.batchSize),
    differs('Momentum', momentum, paper.momentum),
    differs('Weight decay', weightDecay, paper.weightDecay),
    differs('Learning rate', schedule.rate, paper.schedule.rate),
    differs('Iterations', schedule.iterations, paper.schedule.iterations),
    differs('Rate drops at', dropsOf(schedule), dropsOf(paper.schedule)),
    differs('Start with a lower rate:', warmUpText(schedule), warmUpText(paper.schedule)),
    augmentation === 'none' && recipe.photographs === undefined ? 'Training images are not augmented.' : null,
  ];
};

const dropsOf = (schedule: Recipe['schedule']): string =>
  schedule.kind === 'drops'
    ? schedule.drops.map(({ at, factor }) => `${at} (times ${factor})`).join(', ') || 'no iteration'
    : dropsText(schedule);

const differs = (what: string, here: string | number, paper: string | number): string | null =>
  here === paper ? null : `${what} ${here} instead of ${paper}.`;

/** The options of what the paper leaves open, and what each is called where it is not the default. */
const choices = {
  momentumForm: { 'rate-outside': 'Momentum in the form v := m v + g, w := w - rate v.' },
  nesterov: { true: 'Nesterov momentum.' },
  weightDecayOn: { convolutions: 'Weight decay on convolution weights only.' },
  testStatistics: {
    'moving-average': 'The final evaluation uses moving averages of batch statistics.',
    'exact-average': 'The final evaluation uses batch statistics averaged exactly over training images.',
  },
  initialization: { 'fan-out': 'Convolutions are initialized by fan-out.' },
  trainingSet: { '45k': 'Trained on 45,000 images and evaluated on the 5,000 validation images held out of them.' },
  padValue: { black: 'Images are padded with black before the mean is subtracted.' },
  inputScale: { 'per-channel-deviation': 'Each channel of the input is divided by its standard deviation.' },
  cropAverage: { logits: 'A 10-crop evaluation averages logits.' },
} satisfies Partial<Record<keyof Recipe, Readonly<Record<string, string>>>>;

const choiceDeviations = (recipe: Recipe, paper: Recipe): string[] =>
  Object.entries<Readonly<Record<string, string>>>(choices).flatMap(([name, sentences]) => {
    const choice = name as keyof typeof choices;
    return recipe[choice] === paper[choice] ? [] : (sentences[String(recipe[choice])] ?? []);
  });

const shortcutDeviations = (network: Network): (string | null)[] => {
  const { subsampling, placement } = networkRecord(network).paddedIdentity ?? {};
  return [
    subsampling === 'average-pooling' ? 'Option A subsamples by 2x2 average pooling.' : null,
    placement === 'split' ? 'Option A pads channels on both sides.' : null,
  ];
};
