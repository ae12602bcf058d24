import type { Batch } from '@resnet/engine';
import type { Protocol, Split } from '@resnet/run-log';

/** The images of one run as mini-batches, wherever they come from. */
export interface RunSource {
  readonly classes: number;
  /** The split that is evaluated while the run trains, and by which protocol. */
  readonly evaluated: Split;
  readonly protocol: Protocol;
  /** How many images a split has; throws a `RangeError` for validation where the run held none out. */
  readonly count: (split: Split) => number;
  /** What the run trains on. */
  readonly trainingBatches: (options: BatchOptions) => MiniBatches;
  /** Training images in random order, of which the exact average of batch statistics is taken. */
  readonly statisticsBatches: (options: BatchOptions) => MiniBatches;
  /** A whole split in order, by the protocol above. */
  readonly evaluationBatches: (options: EvaluationOptions) => EvaluationBatches;
}

export interface BatchOptions {
  readonly batchSize: number;
  readonly seed: number;
}

/** Mini-batches that are each a function of the seed and the iteration alone. */
export interface MiniBatches {
  /** The mini-batch of an iteration, from 0. Where that takes time, it is promised, and the next ones are made ahead. */
  readonly batch: (iteration: number) => Batch | Promise<Batch>;
  /** Told of a mini-batch that nobody reads any more, so that its memory can hold another. */
  readonly recycle?: (batch: Batch) => void;
  /** Stops what is made ahead. */
  readonly close: () => void | Promise<void>;
}

export interface EvaluationOptions {
  readonly split: Split;
  /** The most views in one batch. */
  readonly batchSize: number;
}

/** All views of the first image, then all of the second, …; one label an image. A loop over them that is left ends them. */
export type EvaluationBatches = Iterable<Batch> | AsyncIterable<Batch>;
