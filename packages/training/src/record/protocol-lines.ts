import type { DatasetName } from '@resnet/models';
import type { RunRecord } from '@resnet/run-log';
import { paperRecipe, type Recipe, statisticsGroup } from '../recipe/index.js';
import { designedFor } from './network-record.js';
import { paperGpus } from './paper-gpus.js';
import { photographLines } from './photograph-deviations.js';
import { count, dropsText, warmUpText } from './schedule-text.js';
import { completeRecipe } from './complete-record.js';

/** One line of the protocol of section 4.2, or of section 3.4 for photographs: what the paper says, and what a run did. */
export interface ProtocolLine {
  readonly what: string;
  /** `null` where the paper leaves it open. */
  readonly paper: string | null;
  readonly run: string;
  /** As the paper says or not; where it says nothing, as this suite does by default or not. */
  readonly agreement: 'as-in-paper' | 'differs' | 'default-choice' | 'other-choice';
}

/**
 * The protocol of a run of any age, line by line, beside the paper's. The first lines are what the paper says, then
 * what it leaves open.
 */
export const protocolLines = (record: RunRecord): readonly ProtocolLine[] => {
  const recipe = completeRecipe(record);
  return [...stated(record, recipe).map(statedLine), ...open(record, recipe).map(openLine)];
};

type Stated = readonly [what: string, paper: string, run: string];
type Open = readonly [what: string, byDefault: string, run: string];

const statedLine = ([what, paper, run]: Stated): ProtocolLine => ({
  what,
  paper,
  run,
  agreement: paper === run ? 'as-in-paper' : 'differs',
});

const openLine = ([what, byDefault, run]: Open): ProtocolLine => ({
  what,
  paper: null,
  run,
  agreement: byDefault === run ? 'default-choice' : 'other-choice',
});

const stated = ({ network, dataset }: RunRecord, recipe: Recipe): readonly Stated[] => {
  const design = designedFor(dataset.name);
  const paper = paperRecipe({ dataset: design, depth: network.depth });
  const line = (what: string, text: (recipe: Recipe) => string): Stated => [what, text(paper), text(recipe)];
  return [
    ['data set', design, dataset.name],
    line('iterations', ({ schedule }) => count(schedule.iterations)),
    line('learning rate', ({ schedule }) => String(schedule.rate)),
    line('rate drops', ({ schedule }) => dropsText(schedule)),
    line('start with a lower rate', ({ schedule }) => warmUpText(schedule)),
    line('mini-batch', ({ batchSize }) => `${batchSize} images`),
    line('momentum', ({ momentum }) => String(momentum)),
    line('weight decay', ({ weightDecay }) => String(weightDecay)),
    ...imageLines(paper, recipe),
  ];
};

/** How images are augmented, or photographs seen. */
const imageLines = (paper: Recipe, recipe: Recipe): readonly Stated[] => {
  const linesOf = ({ photographs, augmentation }: Recipe) =>
    photographs === undefined
      ? ([['augmentation', inWords(augmentations, augmentation)]] as const)
      : photographLines(photographs).map(([what, text]) => [what.toLowerCase(), text] as const);
  const found = new Map<string, string>(linesOf(recipe));
  return linesOf(paper).map(([what, text]) => [what, text, found.get(what) ?? 'not of photographs']);
};

/** The paper had a mini-batch on two or eight GPUs, and does not say whether batch normalization saw a part of it. */
const statisticsText = (recipe: Recipe, design: DatasetName): string => {
  const images = statisticsGroup(recipe);
  if (recipe.batchStatistics === 'mini-batch') return `${images} images, the whole mini-batch`;
  return `${images} images${images === paperGpus[design].imagesEach ? ', as many as one GPU of the paper had' : ''}`;
};

const open = ({ network, dataset, precision }: RunRecord, recipe: Recipe): readonly Open[] => {
  const design = designedFor(dataset.name);
  const paper = paperRecipe({ dataset: design, depth: network.depth });
  const line = (what: string, text: (recipe: Recipe) => string): Open => [what, text(paper), text(recipe)];
  return [
    ['training images', design === 'cifar10' ? '50,000' : '1,281,167', count(dataset.trainingImages)],
    ...(recipe.photographs ? [] : [line('padding of crops', ({ padValue }) => inWords(padValues, padValue))]),
    line('input scale', ({ inputScale }) => inWords(inputScales, inputScale)),
    line('initialization', ({ initialization }) => initialization),
    line('form of momentum', ({ momentumForm }) => inWords(momentumForms, momentumForm)),
    line('Nesterov momentum', ({ nesterov }) => (nesterov ? 'yes' : 'no')),
    line('weight decay on', ({ weightDecayOn }) => (weightDecayOn === 'all' ? 'all parameters' : 'convolutions only')),
    line('statistics at test', ({ testStatistics }) => testStatistics.replace('-', ' ')),
    line('ten crops average', ({ cropAverage }) => cropAverage),
    line('batch statistics over', (of) => statisticsText(of, design)),
    ...paddedIdentityLines(network),
    ['precision', 'f32', precision],
  ];
};

/** Only shortcuts of option A are padded; a record that does not say how has them as the default has. */
const paddedIdentityLines = ({ shortcut, paddedIdentity }: RunRecord['network']): readonly Open[] => {
  if (shortcut !== 'A') return [];
  const { subsampling = 'every-second-pixel', placement = 'after' } = paddedIdentity ?? {};
  return [
    ['option A subsamples by', 'every second pixel', subsampling.replaceAll('-', ' ')],
    ['option A pads channels', 'after', placement],
  ];
};

/** What an option is called in words. */
type Words = Readonly<Record<string, string>>;

/** A record may name an option that this version does not know. */
const inWords = (words: Words, option: string): string => words[option] ?? option;

const augmentations: Words = {
  'pad-crop-flip': 'crops of the image padded by 4, or of its flip',
  none: 'none',
};
const padValues: Words = {
  mean: 'zero after the mean is subtracted',
  black: 'black before the mean is subtracted',
};
const inputScales: Words = {
  constant: 'per-pixel mean subtracted, one constant divisor',
  'per-channel-deviation': 'per-pixel mean subtracted, each channel divided by its deviation',
};
const momentumForms: Words = {
  'rate-inside': 'v := m v + rate g',
  'rate-outside': 'v := m v + g, moved by rate v',
};
