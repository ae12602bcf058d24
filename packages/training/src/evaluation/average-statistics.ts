import { createTrainingBatches, type ImageSet, type InputTransform } from '@resnet/datasets';
import type { Session } from '@resnet/engine';
import type { Recipe } from '../recipe/index.js';

export interface AverageStatisticsOptions {
  readonly session: Session;
  readonly set: ImageSet;
  readonly transform: InputTransform;
  readonly recipe: Pick<Recipe, 'batchSize'>;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sets the running statistics to the exact average over the whole mini-batches that the images of a set fill, without
 * augmentation. The k-th mini-batch enters with weight 1/k, so what was there before is forgotten and all count alike.
 */
export const averageStatistics = async (options: AverageStatisticsOptions): Promise<void> => {
  const { session, set, transform, recipe, seed, signal } = options;
  const { batchSize } = recipe;
  const batches = createTrainingBatches({ set, transform, augmentation: 'none', batchSize, seed });
  const count = Math.max(1, Math.floor(set.count / batchSize));
  for (let batch = 0; batch < count; batch++) {
    signal?.throwIfAborted();
    await session.updateStatistics(batches.batch(batch).images, 1 / (batch + 1));
  }
};
