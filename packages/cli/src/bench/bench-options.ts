import type { Precision } from '@resnet/engine';

/** What `resnet bench` measures for each network. */
export interface BenchOptions {
  readonly batch: number;
  readonly threads: number;
  readonly precisions: readonly Exclude<Precision, 'f64'>[];
  readonly rounds: number;
  /** The most iterations a side runs in a turn. */
  readonly iterations: number;
  /** Prediction instead of training. */
  readonly evaluation: boolean;
}
