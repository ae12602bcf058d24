import type { ImageSet } from '@resnet/datasets';
import type { Network } from '@resnet/models';
import { createRandom } from '@resnet/random';

/** `count` images of random bytes with random labels, as the network wants them: content does not change the time. */
export const randomImages = ({ input, classes }: Network, count: number): ImageSet => {
  const random = createRandom(1, 'bench');
  const { channels, height, width } = input;
  const images = new Uint8Array(count * channels * height * width).map(() => random.integer(256));
  const labels = new Int32Array(count).map(() => random.integer(classes));
  return { count, height, width, channels, images, labels, classes };
};
