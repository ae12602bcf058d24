import { join } from 'node:path';
import { cacheDirectory, loadCifar10 } from '@resnet/datasets';
import { openPhotoData, type RunData } from '@resnet/training';

/** A data set from the cache directory: CIFAR-10, every file verified, or a packed set of photographs, its indices verified. */
export const loadData = async (dataset: string, cache: string = cacheDirectory()): Promise<RunData> =>
  dataset === 'cifar10' ? { kind: 'images', ...(await loadCifar10({ cache })) } : openPhotoData(join(cache, dataset));
