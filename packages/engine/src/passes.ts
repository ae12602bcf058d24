import { floatImages } from './check-arguments.js';
import type { Images, SessionOptions } from './engine.js';

/**
 * A mini-batch is computed in passes, each of some statistics groups: nothing but sums goes from one to the next. That
 * is also how training is shared out among machines. A rank of it has some of the groups, and the ranks exchange once
 * an iteration: the gradients of their groups, each group's weighted by its share of the mini-batch's images; the
 * groups' batch means and variances likewise, by which running statistics move; loss and misclassified images. All then
 * make the same update.
 */
export interface Passes {
  readonly count: number;
  readonly imagesPerPass: number;
  /** Images over which one set of batch statistics is taken. */
  readonly statisticsGroup: number;
}

/** How a session computes a mini-batch. */
export const passesOf = ({ batchSize, ...groups }: GroupOptions): Passes => {
  const { statisticsGroup = batchSize, groupsAtOnce = batchSize / statisticsGroup } = groups;
  const imagesPerPass = groupsAtOnce * statisticsGroup;
  return { count: batchSize / imagesPerPass, imagesPerPass, statisticsGroup };
};

type GroupOptions = Pick<SessionOptions, 'batchSize' | 'statisticsGroup' | 'groupsAtOnce'>;

/** The images of each pass as numbers; the last pass of a prediction may have fewer. */
export const imagesByPass = (
  options: GroupOptions & Pick<SessionOptions, 'program'>,
  images: Images,
): Float32Array[] => {
  const { channels, height, width } = options.program.input;
  return cut(floatImages(images), passesOf(options).imagesPerPass * channels * height * width);
};

/** The labels of each pass. */
export const labelsByPass = (options: GroupOptions, labels: Int32Array): Int32Array[] =>
  cut(labels, passesOf(options).imagesPerPass);

const cut = <Numbers extends Float32Array | Int32Array>(numbers: Numbers, length: number): Numbers[] =>
  Array.from(
    { length: Math.ceil(numbers.length / length) },
    (_, part) => numbers.subarray(part * length, (part + 1) * length) as Numbers,
  );
