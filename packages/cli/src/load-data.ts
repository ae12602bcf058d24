import { isAbsolute, join, resolve } from 'node:path';
import { cacheDirectory, loadCifar10 } from '@resnet/datasets';
import { openPhotoData, type RunData } from '@resnet/training';

/** A data set from the cache directory: CIFAR-10, every file verified, or a packed set of photographs, its indices verified. */
export const loadData = async (dataset: string, cache: string = cacheDirectory()): Promise<RunData> =>
  dataset === 'cifar10'
    ? { kind: 'images', ...(await loadCifar10({ cache })) }
    : openPhotoData(packedFolder(dataset, cache));

/** The folder of a packed set: the one of a path, as `./set` or `sets/mine`, or that of a name in the cache directory. */
export const packedFolder = (name: string, cache: string = cacheDirectory()): string =>
  name.startsWith('.') || name.includes('/') || isAbsolute(name) ? resolve(name) : join(cache, name);
