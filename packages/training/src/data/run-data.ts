import type { Checksums, ImageSet } from '@resnet/datasets';

/** The data set that a run trains on and is evaluated with. */
export type RunData = ImageData;

/** Images in memory: what `loadCifar10` of @resnet/datasets returns. */
export interface ImageData {
  readonly kind: 'images';
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** Of the files they come from. */
  readonly checksums: Checksums;
}
