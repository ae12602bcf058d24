import type { Interpolation } from '../augment/interpolation.js';
import type { PhotoReadingOptions } from './photo-batches.js';

/**
 * What is shown of each photograph in evaluation: the crop at the center; the four corners and the center, then the five
 * flipped; or all of it.
 */
export type PhotoViews =
  | {
      readonly kind: 'center-crop' | '10-crop';
      /** Pixels along the shorter side after resizing. */
      readonly shorterSide: number;
      /** Pixels along each side of the crop. */
      readonly size: number;
    }
  | { readonly kind: 'whole'; readonly shorterSide: number };

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
