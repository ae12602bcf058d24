import type { PhotoAugmentation, PhotoOrder } from '@resnet/datasets';
import type { Schedule } from './schedule.js';

/** How a network is trained, as data: what the paper says and, for what it leaves open, the named choice made here. */
export interface Recipe {
  readonly batchSize: number;
  readonly schedule: Schedule;
  readonly momentum: number;
  readonly momentumForm: 'rate-inside' | 'rate-outside';
  readonly nesterov: boolean;
  readonly weightDecay: number;
  readonly weightDecayOn: 'all' | 'convolutions';
  /** Images per set of batch statistics: the whole mini-batch, or as on a GPU that held 64 or 32 of them. */
  readonly batchStatistics: 'mini-batch' | 64 | 32;
  /** What normalizes at test: the moving average, or the exact average over training images taken after training. */
  readonly testStatistics: 'moving-average' | 'exact-average';
  readonly initialization: 'fan-in' | 'fan-out';
  readonly trainingSet: 'all' | '45k';
  readonly augmentation: 'pad-crop-flip' | 'none';
  /** Zero after subtracting the mean, or raw black before it. */
  readonly padValue: 'mean' | 'black';
  /** Per-pixel mean subtracted and one constant divisor; or also each channel divided by its standard deviation. */
  readonly inputScale: 'constant' | 'per-channel-deviation';
  /** What a 10-crop evaluation averages. */
  readonly cropAverage: 'softmax' | 'logits';
  /** How photographs are seen; instead of `augmentation` and `padValue`, which are of images in memory. */
  readonly photographs?: PhotoProtocol;
  readonly log: LogIntervals;
}

/** What a network sees of photographs (section 3.4). */
export interface PhotoProtocol {
  readonly augmentation: PhotoAugmentation;
  /** What is subtracted: the mean image of the training set, or one number for each channel. */
  readonly mean: 'per-pixel' | 'per-channel';
  /** The crops of an evaluation, in pixels: the shorter side after resizing, and that of the crop. */
  readonly evaluation: { readonly shorterSide: number; readonly size: number };
  /** In which order an epoch shows photographs in training; a random permutation where not given. */
  readonly order?: PhotoOrder;
}

/** How often a run writes, in iterations. */
export interface LogIntervals {
  readonly trainingEvery: number;
  readonly evaluationEvery: number;
  readonly checkpointEvery: number;
  /**
   * Whether the whole training set is evaluated after the last iteration, its images as they are; it is where not
   * given.
   */
  readonly trainingSetEvaluation?: 'at-end' | 'never';
  /**
   * After which iterations the signals of every layer are measured (signals.csv), as far as the run has so many, and
   * after the last; none where not given.
   */
  readonly signalsAt?: readonly number[];
}
