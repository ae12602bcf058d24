import { cacheDirectory, loadCifar10 } from '@resnet/datasets';
import type { RunData } from '@resnet/training';
import { UsageError } from './errors.js';

/** A data set from the cache directory, every file verified. Rejects with a `UsageError` for one that has no reader. */
export const loadData = async (dataset: string, cache: string = cacheDirectory()): Promise<RunData> => {
  if (dataset !== 'cifar10') throw new UsageError(`expected an experiment on cifar10, got one on ${dataset}`);
  return { kind: 'images', ...(await loadCifar10({ cache })) };
};
