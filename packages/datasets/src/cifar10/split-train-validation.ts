import type { ImageSet } from '../image-set.js';
import { sliceImages } from '../slice-images.js';

/** One image in ten: 5,000 of 50,000. */
const validationShare = 1 / 10;

/**
 * The 45k/5k split of section 4.2. The paper does not say which 5,000 images: here the last of `data_batch_5.bin`, whatever
 * the seed, so that runs with different seeds have the same validation set. The files hold their images in random order.
 */
export function splitTrainValidation(train: ImageSet): { readonly train: ImageSet; readonly validation: ImageSet } {
  const boundary = train.count - Math.round(train.count * validationShare);
  return { train: sliceImages(train, 0, boundary), validation: sliceImages(train, boundary, train.count) };
}
