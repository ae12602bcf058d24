import type { PhotoViews, Rendering } from '../augment/evaluation-views.js';
import type { PhotoReadingOptions } from './photo-batches.js';

export interface PhotoEvaluationOptions extends PhotoReadingOptions {
  readonly views: PhotoViews;
  /** The most views in one batch; at least those of one photograph. */
  readonly batchSize: number;
  /** That of `imagenetAugmentation` where not given. */
  readonly rendering?: Rendering;
}

/** Consecutive photographs of a set, all with views of one size. */
export interface PhotoEvaluationBatch {
  /**
   * [photographs x views, height, width, 3], RGB, transformed: all views of one photograph, then all of the next. They are
   * overwritten once the next batch is asked for.
   */
  readonly images: Float32Array;
  /** [photographs]. */
  readonly labels: Int32Array;
  readonly height: number;
  readonly width: number;
}
