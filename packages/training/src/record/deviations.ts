import type { Precision } from '@resnet/engine';
import type { Network } from '@resnet/models';
import type { BudgetName } from '@resnet/run-log';
import { cifarRecipe, type Recipe, scaleRecipe, smokeImages } from '../recipe/index.js';
import { networkRecord } from './network-record.js';

export interface DeviationOptions {
  readonly network: Network;
  /** At the paper's budget. */
  readonly recipe: Recipe;
  readonly budget: BudgetName;
  readonly precision: Precision;
}

/** Where a run differs from the paper, or from the default declared for what the paper leaves open, as sentences. */
export const deviations = (options: DeviationOptions): string[] =>
  [
    budgetDeviation(options),
    precisionDeviation(options),
    statisticsDeviation(options.recipe),
    ...protocolDeviations(options.recipe),
    ...choiceDeviations(options.recipe),
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

/** The paper's mini-batch of 128 was split over two GPUs, and batch normalization was per GPU. */
const statisticsDeviation = ({ batchStatistics, batchSize }: Recipe): string | null => {
  const images = batchStatistics === 'mini-batch' ? batchSize : batchStatistics;
  return images === 64
    ? null
    : `Batch statistics are taken over ${images} images in a single process; the paper split ${cifarRecipe.batchSize} over two GPUs (section 4.2).`;
};

const protocolDeviations = ({
  schedule,
  batchSize,
  momentum,
  weightDecay,
  augmentation,
}: Recipe): (string | null)[] => [
  differs('Mini-batches of', batchSize, cifarRecipe.batchSize),
  differs('Momentum', momentum, cifarRecipe.momentum),
  differs('Weight decay', weightDecay, cifarRecipe.weightDecay),
  differs('Learning rate', schedule.rate, cifarRecipe.schedule.rate),
  differs('Iterations', schedule.iterations, cifarRecipe.schedule.iterations),
  differs('Rate drops at', dropsOf(schedule), dropsOf(cifarRecipe.schedule)),
  augmentation === 'none' ? 'Training images are not augmented.' : null,
];

const dropsOf = ({ drops }: Recipe['schedule']): string =>
  drops.map(({ at, factor }) => `${at} (times ${factor})`).join(', ') || 'no iteration';

const differs = (what: string, here: string | number, paper: string | number): string | null =>
  here === paper ? null : `${what} ${here} instead of ${paper}.`;

/** The options of what the paper leaves open, and what each is called where it is not the default. */
type Choice =
  | 'momentumForm'
  | 'nesterov'
  | 'weightDecayOn'
  | 'testStatistics'
  | 'initialization'
  | 'trainingSet'
  | 'padValue'
  | 'inputScale'
  | 'cropAverage';

const choices: Readonly<Record<Choice, Readonly<Record<string, string>>>> = {
  momentumForm: { 'rate-outside': 'Momentum in the form v := m v + g, w := w - rate v.' },
  nesterov: { true: 'Nesterov momentum.' },
  weightDecayOn: { convolutions: 'Weight decay on convolution weights only.' },
  testStatistics: {
    'exact-average': 'The final evaluation uses batch statistics averaged exactly over training images.',
  },
  initialization: { 'fan-out': 'Convolutions are initialized by fan-out.' },
  trainingSet: { '45k': 'Trained on 45,000 images and evaluated on the 5,000 validation images held out of them.' },
  padValue: { black: 'Images are padded with black before the mean is subtracted.' },
  inputScale: { 'per-channel-deviation': 'Each channel of the input is divided by its standard deviation.' },
  cropAverage: { logits: 'A 10-crop evaluation averages logits.' },
};

const choiceDeviations = (recipe: Recipe): string[] =>
  Object.entries(choices).flatMap(([choice, sentences]) => sentences[String(recipe[choice as Choice])] ?? []);

const shortcutDeviations = (network: Network): (string | null)[] => {
  const { subsampling, placement } = networkRecord(network).paddedIdentity ?? {};
  return [
    subsampling === 'average-pooling' ? 'Option A subsamples by 2x2 average pooling.' : null,
    placement === 'split' ? 'Option A pads channels on both sides.' : null,
  ];
};
