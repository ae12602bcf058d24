export type { ImageSet } from './image-set.js';
export type { Checksums } from './file-set.js';
export { cacheDirectory } from './cache-directory.js';
export { sliceImages } from './slice-images.js';
export { fetchCifar10, type FetchCifar10Options } from './cifar10/fetch-cifar10.js';
export type { Fetched, FetchOptions, FetchProgress } from './fetch/fetch-files.js';
export { verifyCifar10 } from './cifar10/verify-cifar10.js';
export { loadCifar10, type Cifar10 } from './cifar10/load-cifar10.js';
export { fetchAuthorsResnet50, type FetchedModel } from './pretrained/fetch-authors-resnet-50.js';
export { splitTrainValidation } from './cifar10/split-train-validation.js';
export {
  constantDivisor,
  inputTransform,
  type InputTransform,
  type InputTransformOptions,
} from './batches/input-transform.js';
export {
  createTrainingBatches,
  type LabelledImages,
  type TrainingBatches,
  type TrainingBatchesOptions,
} from './batches/create-training-batches.js';
export { evaluationBatches, type EvaluationBatchesOptions, type Views } from './batches/evaluation-batches.js';
export { imagenetSynsets } from './photos/imagenet-synsets.js';
export { orderBySize, type OrderedPhotos } from './photos/order-by-size.js';
export { PhotoSetError } from './photos/photo-set-error.js';
export { knownSet, knownSetNames } from './photos/pack/known-sets.js';
export { packedSetNames } from './photos/packed-set-names.js';
export { openPhotoSet, type OpenPhotoSetOptions, type PhotoSet } from './photos/photo-set.js';
export {
  isPackedSet,
  type Oddities,
  type PackedSplit,
  type PhotoClass,
  type PhotoSetRecord,
} from './photos/photo-set-record.js';
export { readPhotoStatistics, type PhotoStatisticsWithImage } from './photos/photo-statistics.js';
export {
  checkAugmentation,
  imagenetAugmentation,
  type PhotoAugmentation,
} from './photos/augment/photo-augmentation.js';
export { photoTransform, type PhotoTransform, type PhotoTransformOptions } from './photos/augment/photo-transform.js';
export {
  batchesAhead,
  type LabelledPhotos,
  type PhotoBatches,
  type PhotoBatchesOptions,
} from './photos/batches/photo-batches.js';
export { createPhotoBatches } from './photos/batches/create-photo-batches.js';
export { photoEvaluationBatches } from './photos/batches/photo-evaluation-batches.js';
export type { PhotoOrder } from './photos/batches/photo-order.js';
export type { PhotoEvaluationBatch, PhotoEvaluationOptions } from './photos/batches/photo-views.js';
export type { PhotoViews, Rendering } from './photos/augment/evaluation-views.js';
export {
  measurePhotoStages,
  photoStages,
  type MeasureStagesOptions,
  type StageTimes,
} from './photos/batches/measure-stages.js';
