import type { Session } from '@resnet/engine';
import type { MiniBatches } from '../data/index.js';

export interface AverageStatisticsOptions {
  readonly session: Session;
  readonly batches: MiniBatches;
  /** How many of them: those that the images of a set fill. */
  readonly count: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sets the running statistics to the exact average over so many mini-batches, one at least. The k-th enters with weight
 * 1/k, so what was there before is forgotten and all count alike.
 */
export const averageStatistics = async ({
  session,
  batches,
  count,
  signal,
}: AverageStatisticsOptions): Promise<void> => {
  for (let batch = 0; batch < Math.max(1, count); batch++) {
    signal?.throwIfAborted();
    const miniBatch = await batches.batch(batch);
    await session.updateStatistics(miniBatch.images, 1 / (batch + 1));
    batches.recycle?.(miniBatch);
  }
};
