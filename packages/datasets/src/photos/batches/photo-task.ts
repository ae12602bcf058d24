import type { PhotoViews, Rendering } from '../augment/evaluation-views.js';
import type { PhotoAugmentation } from '../augment/photo-augmentation.js';
import type { PhotoTransform } from '../augment/photo-transform.js';
import type { PhotoPlace } from '../decode/read-photo.js';

/** What a worker is told once. */
export interface PhotoWorkerData {
  readonly transform: PhotoTransform;
  readonly showing: Showing;
}

/** What is shown of photographs. */
export type Showing =
  | { readonly kind: 'training'; readonly augmentation: PhotoAugmentation; readonly seed: number }
  | { readonly kind: 'evaluation'; readonly views: PhotoViews; readonly rendering: Rendering };

/** What a worker is asked for: photographs to show, all with as many numbers. */
export interface PhotoTask {
  readonly photos: readonly PhotoRequest[];
  /** [photographs, views x height x width x 3], in shared memory, which the worker fills. */
  readonly images: Float32Array;
}

export interface PhotoRequest extends PhotoPlace {
  readonly width: number;
  readonly height: number;
  /** In the endless row of epochs, which names the stream of its random numbers. */
  readonly position: number;
}

/** Why a worker could not fill the images, else `null`. It is data since errors lose their class and fields between threads. */
export type PhotoAnswer = PhotoProblem | null;

export interface PhotoProblem {
  /** Which photograph of the task. */
  readonly photo: number;
  readonly problem: string;
}
