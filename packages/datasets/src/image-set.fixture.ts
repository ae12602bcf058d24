import { createRandom } from '@resnet/random';
import type { ImageSet } from './image-set.js';

type Shape = Pick<ImageSet, 'count' | 'height' | 'width' | 'channels'>;

/** Random images, labelled 0, 1, 2, … 9, 0, … */
export function imageSetOf(shape: Shape): ImageSet {
  const { count, height, width, channels } = shape;
  const random = createRandom(1, 'image-set');
  const images = new Uint8Array(count * height * width * channels).map(() => random.integer(256));
  const labels = new Int32Array(count).map((_, image) => image % 10);
  return { ...shape, images, labels, classes: 10 };
}
