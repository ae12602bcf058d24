import type { PhotoViews } from '../augment/evaluation-views.js';
import type { Interpolation } from '../augment/interpolation.js';
import type { PhotoReadingOptions } from './photo-batches.js';

export interface PhotoEvaluationOptions extends PhotoReadingOptions {
  readonly views: PhotoViews;
  /** The most views in one batch; at least those of one photograph. */
  readonly batchSize: number;
  /** `bilinear` where not given. */
  readonly interpolation?: Interpolation;
}

/** Consecutive photographs of a set, all with views of one size. */
export interface PhotoEvaluationBatch {
  /** [photographs x views, height, width, 3], RGB, transformed: all views of one photograph, then all of the next. */
  readonly images: Float32Array;
  /** [photographs]. */
  readonly labels: Int32Array;
  /** Views of each photograph. */
  readonly views: number;
  readonly height: number;
  readonly width: number;
}
