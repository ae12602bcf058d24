import type { Session } from '@resnet/engine';
import type { EvaluationBatches } from '../data/index.js';
import type { Recipe } from '../recipe/index.js';
import { createErrorSums, type Errors } from './error-sums.js';
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
export const evaluate = async (options: EvaluateOptions): Promise<Errors> => {
  const { session, batches, classes, average, onImage, signal } = options;
  const sums = createErrorSums();
  let image = 0;
  for await (const { images, labels } of batches) {
    signal?.throwIfAborted();
    const logits = await session.predict(images);
    const perImage = logits.length / labels.length;
    for (const [at, label] of labels.entries()) {
      const ofImage = logits.subarray(at * perImage, (at + 1) * perImage);
      const rank = sums.add(label, logProbabilities(ofImage, { classes, average }));
      onImage?.(image++, rank > 1);
    }
  }
  return sums.errors();
};
