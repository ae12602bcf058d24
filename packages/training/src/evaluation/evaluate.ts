import type { Session } from '@resnet/engine';
import type { EvaluationRow } from '@resnet/run-log';
import type { EvaluationBatches } from '../data/index.js';
import type { Recipe } from '../recipe/index.js';
import { rankOf } from './rank.js';
import { logProbabilities } from './log-probabilities.js';

export interface EvaluateOptions {
  readonly session: Pick<Session, 'predict'>;
  /** Every image once, each by as many views. */
  readonly batches: EvaluationBatches;
  readonly classes: number;
  /** How the views of an image are averaged. */
  readonly average: Recipe['cropAverage'];
  /** Told of each image, in the order of the set, whether its top-1 class is wrong. */
  readonly onImage?: ((image: number, wrong: boolean) => void) | undefined;
  /** Rejects with its reason where it is aborted between two mini-batches. */
  readonly signal?: AbortSignal | undefined;
}

/** Mean softmax cross-entropy, top-1 and top-5 error (percent) of a network over a whole set. */
export const evaluate = async (
  options: EvaluateOptions,
): Promise<Pick<EvaluationRow, 'loss' | 'top1Error' | 'top5Error'>> => {
  const { session, batches, classes, average, onImage, signal } = options;
  const sums = { images: 0, loss: 0, top1: 0, top5: 0 };
  for await (const { images, labels } of batches) {
    signal?.throwIfAborted();
    const logits = await session.predict(images);
    const perImage = logits.length / labels.length;
    for (const [image, label] of labels.entries()) {
      const ofImage = logits.subarray(image * perImage, (image + 1) * perImage);
      const scores = logProbabilities(ofImage, { classes, average });
      const rank = rankOf(label, scores);
      onImage?.(sums.images, rank > 1);
      sums.images += 1;
      sums.loss -= scores[label] ?? NaN;
      sums.top1 += rank > 1 ? 1 : 0;
      sums.top5 += rank > 5 ? 1 : 0;
    }
  }
  const { images } = sums;
  return { loss: sums.loss / images, top1Error: (100 * sums.top1) / images, top5Error: (100 * sums.top5) / images };
};
