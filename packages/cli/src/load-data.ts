import { cacheDirectory, loadCifar10 } from '@resnet/datasets';
import type { DatasetName } from '@resnet/models';
import type { RunData } from '@resnet/training';
import { UsageError } from './errors.js';

/** A data set from the cache directory, every file verified. */
export const loadData = (dataset: DatasetName): Promise<RunData> => {
  switch (dataset) {
    case 'cifar10':
      return loadCifar10({ cache: cacheDirectory() });
    case 'imagenet':
      return Promise.reject(new UsageError('expected an experiment on cifar10: there is no reader for imagenet yet'));
    default:
      throw new TypeError(`unknown data set ${String(dataset satisfies never)}`);
  }
};
