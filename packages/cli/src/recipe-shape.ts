import { shapes } from '@resnet/run-log';
import type { DropSchedule, PhotoProtocol, PlateauSchedule, Recipe, Schedule } from '@resnet/training';
import { exactly, kindOf, wordOf } from './exact-shapes.js';

const { boolean, listOf, nullOr, number, oneOf, optional, shape, text } = shapes;

const wholeNumber = (least: 0 | 1): shapes.JsonShape =>
  shape(`a whole number of at least ${least}`, (value) => Number.isSafeInteger(value) && (value as number) >= least);
const count = wholeNumber(1);
const countOrZero = wholeNumber(0);

type WarmUp = NonNullable<Schedule['warmUp']>;
type PlateauError = PlateauSchedule['error'];
type Augmentation = PhotoProtocol['augmentation'];
type Colour = Augmentation['colour'];
type Order = NonNullable<PhotoProtocol['order']>;
type OfKind<T, Kind extends string> = Extract<T, { readonly kind: Kind }>;

const commonSchedule = {
  kind: text,
  iterations: count,
  rate: number,
  warmUp: nullOr(exactly<WarmUp>({ rate: number, untilError: number, window: count })),
};

const schedule = kindOf<Schedule>({
  drops: exactly<DropSchedule>({
    ...commonSchedule,
    drops: listOf(exactly<DropSchedule['drops'][number]>({ at: countOrZero, factor: number })),
  }),
  plateau: exactly<PlateauSchedule>({
    ...commonSchedule,
    factor: number,
    error: kindOf<PlateauError>({
      training: exactly<OfKind<PlateauError, 'training'>>({ kind: text, window: count }),
      evaluation: exactly<OfKind<PlateauError, 'evaluation'>>({ kind: text }),
    }),
    threshold: number,
    patience: count,
    leastRate: number,
  }),
});

const augmentation = exactly<Augmentation>({
  shorterSide: exactly<Augmentation['shorterSide']>({ from: count, to: count }),
  cropSize: count,
  flip: wordOf<Augmentation['flip']>({ random: true, never: true }),
  colour: kindOf<Colour>({
    none: exactly<OfKind<Colour, 'none'>>({ kind: text }),
    pca: exactly<OfKind<Colour, 'pca'>>({
      kind: text,
      deviation: number,
      magnitude: wordOf<OfKind<Colour, 'pca'>['magnitude']>({ eigenvalue: true, 'square-root': true }),
      range: wordOf<OfKind<Colour, 'pca'>['range']>({ unbounded: true, clipped: true }),
    }),
  }),
  interpolation: wordOf<Augmentation['interpolation']>({ bilinear: true, bicubic: true }),
  meanPlace: wordOf<Augmentation['meanPlace']>({ 'after-flip': true, 'before-flip': true }),
});

const photographs = exactly<PhotoProtocol>({
  augmentation,
  mean: wordOf<PhotoProtocol['mean']>({ 'per-pixel': true, 'per-channel': true }),
  evaluation: exactly<PhotoProtocol['evaluation']>({ shorterSide: count, size: count }),
  order: optional(
    kindOf<Order>({
      random: exactly<OfKind<Order, 'random'>>({ kind: text }),
      windows: exactly<OfKind<Order, 'windows'>>({ kind: text, photographs: count, windows: count }),
    }),
  ),
});

/**
 * A recipe that somebody wrote, where no compiler has looked at it. The compiler compares its options, and
 * their words, with those of `Recipe`.
 */
export const recipeShape = exactly<Recipe>({
  batchSize: count,
  schedule,
  momentum: number,
  momentumForm: wordOf<Recipe['momentumForm']>({ 'rate-inside': true, 'rate-outside': true }),
  nesterov: boolean,
  weightDecay: number,
  weightDecayOn: wordOf<Recipe['weightDecayOn']>({ all: true, convolutions: true }),
  batchStatistics: oneOf(...(['mini-batch', 64, 32] satisfies Recipe['batchStatistics'][])),
  testStatistics: wordOf<Recipe['testStatistics']>({ 'moving-average': true, 'exact-average': true }),
  initialization: wordOf<Recipe['initialization']>({ 'fan-in': true, 'fan-out': true }),
  trainingSet: wordOf<Recipe['trainingSet']>({ all: true, '45k': true }),
  augmentation: wordOf<Recipe['augmentation']>({ 'pad-crop-flip': true, none: true }),
  padValue: wordOf<Recipe['padValue']>({ mean: true, black: true }),
  inputScale: wordOf<Recipe['inputScale']>({ constant: true, 'per-channel-deviation': true }),
  cropAverage: wordOf<Recipe['cropAverage']>({ softmax: true, logits: true }),
  photographs: optional(photographs),
  log: exactly<Recipe['log']>({
    trainingEvery: count,
    evaluationEvery: count,
    checkpointEvery: count,
    trainingSetEvaluation: optional(
      wordOf<NonNullable<Recipe['log']['trainingSetEvaluation']>>({ 'at-end': true, never: true }),
    ),
    signalsAt: optional(listOf(countOrZero)),
  }),
});
