import { evaluationBatches, type ImageSet, type InputTransform, type Views } from '@resnet/datasets';
import type { Session } from '@resnet/engine';
import type { EvaluationRow } from '@resnet/run-log';
import { logProbabilities } from './log-probabilities.js';
import type { Recipe } from '../recipe/index.js';

export interface EvaluateOptions {
  readonly session: Session;
  readonly set: ImageSet;
  readonly transform: InputTransform;
  readonly recipe: Pick<Recipe, 'batchSize' | 'cropAverage'>;
  readonly views: Views;
  /** Told of each image, in the order of the set, whether its top-1 class is wrong. */
  readonly onImage?: ((image: number, wrong: boolean) => void) | undefined;
  /** Rejects with its reason where it is aborted between two mini-batches. */
  readonly signal?: AbortSignal | undefined;
}

/** Mean softmax cross-entropy, top-1 and top-5 error (percent) of a network over a whole set. */
export const evaluate = async (
  options: EvaluateOptions,
): Promise<Pick<EvaluationRow, 'loss' | 'top1Error' | 'top5Error'>> => {
  const { session, set, transform, recipe, views, onImage, signal } = options;
  const { batchSize, cropAverage: average } = recipe;
  const sums = { images: 0, loss: 0, top1: 0, top5: 0 };
  for (const { images, labels } of evaluationBatches({ set, transform, batchSize, views })) {
    signal?.throwIfAborted();
    const logits = await session.predict(images);
    const perImage = logits.length / labels.length;
    for (const [image, label] of labels.entries()) {
      const ofImage = logits.subarray(image * perImage, (image + 1) * perImage);
      const scores = logProbabilities(ofImage, { classes: set.classes, average });
      const rank = rankOf(label, scores);
      onImage?.(sums.images, rank > 1);
      sums.images += 1;
      sums.loss -= scores[label] ?? NaN;
      sums.top1 += rank > 1 ? 1 : 0;
      sums.top5 += rank > 5 ? 1 : 0;
    }
  }
  return { loss: sums.loss / set.count, top1Error: percent(sums.top1, set), top5Error: percent(sums.top5, set) };
};

/** From 1; of equal scores the earlier class is ahead, and a score that is no number is behind every other. */
const rankOf = (label: number, scores: readonly number[]): number => {
  const own = scores[label] ?? NaN;
  const behind = scores.filter((score, index) => own > score || (own === score && label < index));
  return scores.length - behind.length;
};

const percent = (errors: number, { count }: ImageSet): number => (100 * errors) / count;
